package dev.headrace.errors;

/** The query was not started yet; ask again once it runs. */
public class StreamsNotStartedException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    public StreamsNotStartedException(String message) {
        super(message);
    }

    public StreamsNotStartedException(String message, Throwable cause) {
        super(message, cause);
    }
}
