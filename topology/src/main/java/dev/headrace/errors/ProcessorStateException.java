package dev.headrace.errors;

/** A state store that could not be opened, read, written, restored or closed. */
public class ProcessorStateException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public ProcessorStateException(String message) {
        super(message);
    }

    public ProcessorStateException(String message, Throwable cause) {
        super(message, cause);
    }

    public ProcessorStateException(Throwable cause) {
        super(cause);
    }
}
