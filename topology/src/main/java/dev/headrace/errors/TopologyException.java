package dev.headrace.errors;

import org.jspecify.annotations.Nullable;

/** A topology that cannot be built: the message names the nodes at fault. */
public class TopologyException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public TopologyException(@Nullable String message) {
        super(describe(message));
    }

    public TopologyException(@Nullable String message, Throwable cause) {
        super(describe(message), cause);
    }

    public TopologyException(Throwable cause) {
        super(cause);
    }

    private static String describe(@Nullable String message) {
        return message == null ? "Invalid topology" : "Invalid topology: " + message;
    }
}
