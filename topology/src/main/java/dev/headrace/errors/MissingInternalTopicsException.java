package dev.headrace.errors;

import java.util.List;

/** Internal topics (changelogs, repartition topics) that should exist but do not. */
public class MissingInternalTopicsException extends StreamsException {

    private static final long serialVersionUID = 1L;

    private final List<String> topics;

    public MissingInternalTopicsException(String message, List<String> topics) {
        super(message);
        this.topics = List.copyOf(topics);
    }

    /** The names of the missing topics. */
    public List<String> topics() {
        return topics;
    }
}
