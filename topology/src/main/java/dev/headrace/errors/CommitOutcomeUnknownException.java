package dev.headrace.errors;

/**
 * A commit that may or may not have been applied. Touch nothing, neither positions nor stores nor staged output, until
 * recovery has read from the commit log which of the two it was.
 */
public class CommitOutcomeUnknownException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public CommitOutcomeUnknownException(String message) {
        super(message);
    }

    public CommitOutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }

    public CommitOutcomeUnknownException(Throwable cause) {
        super(cause);
    }
}
