package dev.headrace.streaming;

import java.util.Arrays;

/** How often the effect of an input record shows in state and output. */
public enum Guarantee {
    /** Once, whatever crashes: positions, state and output are committed in one atomic act. */
    EXACTLY_ONCE("exactly_once_v2"),
    /** At least once: a crash may repeat the effects of the epoch that it cut short. */
    AT_LEAST_ONCE("at_least_once");

    private final String text;

    Guarantee(String text) {
        this.text = text;
    }

    /**
     * Reads a value of {@code processing.guarantee}: {@code "exactly_once_v2"} or {@code "at_least_once"}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Guarantee of(String text) {
        return Arrays.stream(values())
                .filter(guarantee -> guarantee.text.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot promise '" + text + "': there are exactly_once_v2 and at_least_once"));
    }

    /** The value of {@code processing.guarantee}. */
    @Override
    public String toString() {
        return text;
    }
}
