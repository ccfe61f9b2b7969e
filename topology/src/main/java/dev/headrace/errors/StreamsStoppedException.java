package dev.headrace.errors;

/** The query has stopped; its stores will not come back in this instance. */
public class StreamsStoppedException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    public StreamsStoppedException(String message) {
        super(message);
    }

    public StreamsStoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
