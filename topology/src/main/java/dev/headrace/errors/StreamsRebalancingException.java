package dev.headrace.errors;

/** Tasks are being moved or restored; ask again later. */
public class StreamsRebalancingException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    public StreamsRebalancingException(String message) {
        super(message);
    }

    public StreamsRebalancingException(String message, Throwable cause) {
        super(message, cause);
    }
}
