package dev.headrace.streaming;

import java.util.Arrays;
import java.util.Locale;

/** When a table forwards its updates. */
public enum Emission {
    /** One update per key and commit: from the value last emitted to the latest. */
    PER_COMMIT,
    /** Every update, as it is made. */
    PER_UPDATE;

    /**
     * Reads {@code "per_commit"} or {@code "per_update"}, in any case.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Emission of(String text) {
        return Arrays.stream(values())
                .filter(emission -> emission.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot emit '" + text + "': there are per_commit and per_update"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
