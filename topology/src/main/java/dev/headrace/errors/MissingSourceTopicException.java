package dev.headrace.errors;

/** A source topic that does not exist; create it and start the query again. */
public class MissingSourceTopicException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public MissingSourceTopicException(String message) {
        super(message);
    }
}
