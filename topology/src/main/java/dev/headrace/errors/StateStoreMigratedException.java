package dev.headrace.errors;

/** The store has moved to another instance; look up its owner and ask there. */
public class StateStoreMigratedException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    public StateStoreMigratedException(String message) {
        super(message);
    }

    public StateStoreMigratedException(String message, Throwable cause) {
        super(message, cause);
    }
}
