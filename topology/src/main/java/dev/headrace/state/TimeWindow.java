package dev.headrace.state;

/** A window of fixed size: the start belongs to it, the end does not. */
public final class TimeWindow extends Window {

    /**
     * @throws IllegalArgumentException if the start is negative or the end does not come after the start
     */
    public TimeWindow(long startMs, long endMs) {
        super(startMs, endMs);
        if (startMs == endMs) {
            throw new IllegalArgumentException(
                    "Cannot make a time window: it is empty, both its start and its end are " + startMs + " ms");
        }
    }

    @Override
    public boolean overlap(Window other) {
        if (!(other instanceof TimeWindow)) {
            throw new IllegalArgumentException("Cannot compare " + this + " with " + other + ": it is of another kind");
        }
        return startMs < other.endMs && other.startMs < endMs;
    }
}
