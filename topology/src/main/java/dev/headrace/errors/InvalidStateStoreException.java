package dev.headrace.errors;

/** A store that cannot be queried here and now; the subclasses say why and whether asking again helps. */
public class InvalidStateStoreException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public InvalidStateStoreException(String message) {
        super(message);
    }

    public InvalidStateStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public InvalidStateStoreException(Throwable cause) {
        super(cause);
    }
}
