package dev.headrace.streaming;

import java.util.Arrays;
import java.util.Locale;

/** Which rows of a streaming result leave for the sink. */
public enum OutputMode {
    /** Rows that are final: each leaves once and never changes. */
    APPEND,
    /** Rows that changed since the last epoch. */
    UPDATE,
    /** The whole result, every epoch. */
    COMPLETE;

    /**
     * Reads {@code "append"}, {@code "update"} or {@code "complete"}, in any case.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static OutputMode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot use output mode '" + text + "': there are append, update and complete"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
