package dev.headrace.errors;

/** A lock on a state or commit directory that another owner holds. */
public class LockException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public LockException(String message) {
        super(message);
    }

    public LockException(String message, Throwable cause) {
        super(message, cause);
    }

    public LockException(Throwable cause) {
        super(cause);
    }
}
