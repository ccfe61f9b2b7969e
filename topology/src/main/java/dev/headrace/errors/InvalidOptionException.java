package dev.headrace.errors;

/** An option that is unknown, malformed or at odds with another one; the message names the option and what is accepted. */
public class InvalidOptionException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public InvalidOptionException(String message) {
        super(message);
    }

    public InvalidOptionException(String message, Throwable cause) {
        super(message, cause);
    }

    public InvalidOptionException(Throwable cause) {
        super(cause);
    }
}
