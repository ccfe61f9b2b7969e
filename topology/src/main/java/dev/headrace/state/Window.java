package dev.headrace.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A span of time, in milliseconds since 1970. Whether the end belongs to it is up to the kind of window. */
public abstract class Window {

    /** The start, included. */
    protected final long startMs;

    /** The end. */
    protected final long endMs;

    /**
     * @throws IllegalArgumentException if the start is negative or the end comes before the start
     */
    public Window(long startMs, long endMs) throws IllegalArgumentException {
        if (startMs < 0) {
            throw new IllegalArgumentException("Cannot make a window: its start " + startMs + " ms is negative");
        }
        if (endMs < startMs) {
            throw new IllegalArgumentException(
                    "Cannot make a window: its end " + endMs + " ms comes before its start " + startMs + " ms");
        }
        this.startMs = startMs;
        this.endMs = endMs;
    }

    /** The start in milliseconds since 1970, included. */
    public long start() {
        return startMs;
    }

    /** The end in milliseconds since 1970. */
    public long end() {
        return endMs;
    }

    /** The start, included. */
    public Instant startTime() {
        return Instant.ofEpochMilli(startMs);
    }

    /** The end. */
    public Instant endTime() {
        return Instant.ofEpochMilli(endMs);
    }

    /**
     * Whether the two have a moment in common.
     *
     * @throws IllegalArgumentException if the other window is of another kind
     */
    public abstract boolean overlap(Window other);

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (other == null || getClass() != other.getClass()) {
            return false;
        }
        Window that = (Window) other;
        return startMs == that.startMs && endMs == that.endMs;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(startMs) + Long.hashCode(endMs);
    }

    @Override
    public String toString() {
        return "Window{startMs=" + startMs + ", endMs=" + endMs + "}";
    }
}
