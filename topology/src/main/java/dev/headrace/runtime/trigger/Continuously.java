package dev.headrace.runtime.trigger;

/** An epoch is always open and closes when the commit interval has passed. */
final class Continuously implements EpochPolicy {

    private final long intervalMs;
    private long dueMs;

    Continuously(long intervalMs, long nowMs) {
        this.intervalMs = intervalMs;
        this.dueMs = nowMs + intervalMs;
    }

    @Override
    public boolean opens(long nowMs) {
        return true;
    }

    @Override
    public Extent extent() {
        return Extent.ENDLESS;
    }

    @Override
    public boolean closes(long nowMs, boolean planReached) {
        return nowMs >= dueMs;
    }

    @Override
    public void closed(long nowMs) {
        dueMs = nowMs + intervalMs;
    }

    @Override
    public long nextMs() {
        return dueMs;
    }
}
