package dev.headrace.errors;

/**
 * A commit that was applied but whose APPLY or PUBLISH stage failed. The epoch counts: never rewind or abort it, but finish
 * its remaining stages again.
 */
public class CommitNotFinishedException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public CommitNotFinishedException(String message) {
        super(message);
    }

    public CommitNotFinishedException(String message, Throwable cause) {
        super(message, cause);
    }

    public CommitNotFinishedException(Throwable cause) {
        super(cause);
    }
}
