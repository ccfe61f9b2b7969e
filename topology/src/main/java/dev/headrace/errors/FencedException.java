package dev.headrace.errors;

/** Another instance owns this work now: drop it without writing, and join again to get new work. */
public class FencedException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public FencedException(String message) {
        super(message);
    }

    public FencedException(String message, Throwable cause) {
        super(message, cause);
    }

    public FencedException(Throwable cause) {
        super(cause);
    }
}
