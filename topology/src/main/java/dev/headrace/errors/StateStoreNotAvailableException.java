package dev.headrace.errors;

/** The store cannot be read because its query has stopped or failed. */
public class StateStoreNotAvailableException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    public StateStoreNotAvailableException(String message) {
        super(message);
    }

    public StateStoreNotAvailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
