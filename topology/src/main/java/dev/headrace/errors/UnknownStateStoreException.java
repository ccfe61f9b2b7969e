package dev.headrace.errors;

/** No store of that name exists in the topology. */
public class UnknownStateStoreException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    public UnknownStateStoreException(String message) {
        super(message);
    }

    public UnknownStateStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
