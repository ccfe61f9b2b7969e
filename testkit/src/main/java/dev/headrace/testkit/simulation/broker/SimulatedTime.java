package dev.headrace.testkit.simulation.broker;

/** The one clock of a simulation. It stands still until somebody moves it. */
public final class SimulatedTime {

    private long nowMs;

    /** A clock that shows {@code startMs}, in milliseconds since 1970. */
    public SimulatedTime(long startMs) {
        this.nowMs = startMs;
    }

    /** Milliseconds since 1970. */
    public long nowMs() {
        return nowMs;
    }

    /** Moves the clock; a moment that has passed already leaves it where it is. */
    public void advanceTo(long momentMs) {
        nowMs = Math.max(nowMs, momentMs);
    }
}
