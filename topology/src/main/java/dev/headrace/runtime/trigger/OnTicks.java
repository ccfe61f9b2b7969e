package dev.headrace.runtime.trigger;

/**
 * An epoch opens on the next tick of a grid that is aligned to 1970 and closes when its plan is reached. Ticks that pass
 * meanwhile collapse into one, which opens at once. With an interval of 0 every moment is a tick.
 */
final class OnTicks implements EpochPolicy {

    private final long intervalMs;
    private long nextTickMs;

    OnTicks(long intervalMs) {
        this.intervalMs = intervalMs;
    }

    @Override
    public boolean opens(long nowMs) {
        if (nowMs < nextTickMs) {
            return false;
        }
        if (intervalMs > 0) {
            nextTickMs = Math.floorDiv(nowMs, intervalMs) * intervalMs + intervalMs;
        }
        return true;
    }

    @Override
    public Extent extent() {
        return Extent.UP_TO_NOW;
    }

    @Override
    public boolean closes(long nowMs, boolean planReached) {
        return planReached;
    }

    @Override
    public void closed(long nowMs) {}

    @Override
    public long nextMs() {
        return intervalMs == 0 ? Long.MAX_VALUE : nextTickMs;
    }
}
