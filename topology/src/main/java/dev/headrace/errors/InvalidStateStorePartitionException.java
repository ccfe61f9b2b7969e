package dev.headrace.errors;

/** The partition asked for does not exist or is not held by this instance; look up its owner. */
public class InvalidStateStorePartitionException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    public InvalidStateStorePartitionException(String message) {
        super(message);
    }

    public InvalidStateStorePartitionException(String message, Throwable cause) {
        super(message, cause);
    }
}
