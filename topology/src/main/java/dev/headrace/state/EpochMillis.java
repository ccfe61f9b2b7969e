package dev.headrace.state;

import java.time.Instant;

/** Converts instants at the edge of the contracts to the milliseconds that stores use. */
final class EpochMillis {

    private EpochMillis() {}

    /**
     * @throws IllegalArgumentException if the instant is null or does not fit
     */
    static long of(Instant instant, String name) {
        if (instant == null) {
            throw new IllegalArgumentException("Cannot use " + name + ": it is null");
        }
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Cannot use " + name + " " + instant + ": it does not fit into milliseconds since 1970", e);
        }
    }
}
