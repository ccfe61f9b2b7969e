package dev.headrace.port;

/** The time of day as the engine knows it. */
@FunctionalInterface
public interface WallClock {

    /** Milliseconds since 1970-01-01T00:00Z. */
    long nowMs();
}
