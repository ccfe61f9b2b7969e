package dev.headrace.state;

/** The window of a session: start and end are the timestamps of its first and last record, both belong to it. */
public final class SessionWindow extends Window {

    /**
     * @throws IllegalArgumentException if the start is negative or the end comes before the start
     */
    public SessionWindow(long startMs, long endMs) {
        super(startMs, endMs);
    }

    @Override
    public boolean overlap(Window other) {
        if (!(other instanceof SessionWindow)) {
            throw new IllegalArgumentException("Cannot compare " + this + " with " + other + ": it is of another kind");
        }
        return startMs <= other.endMs && other.startMs <= endMs;
    }
}
