package dev.headrace.errors;

/** A commit that was certainly not applied: rewind to the last committed position and try again. */
public class CommitFailedException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public CommitFailedException(String message) {
        super(message);
    }

    public CommitFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    public CommitFailedException(Throwable cause) {
        super(cause);
    }
}
