package dev.headrace.runtime.trigger;

/**
 * The first epoch opens as soon as there is input, each further one on the next tick of a grid that is aligned to 1970; it closes
 * when its plan is reached. Ticks that pass meanwhile collapse into one, which opens at once. With an interval of 0 every moment is a tick.
 */
final class OnTicks implements EpochPolicy {

    private static final long AT_ONCE_MS = 0;

    private final long intervalMs;
    private long nextTickMs = AT_ONCE_MS;

    OnTicks(long intervalMs) {
        this.intervalMs = intervalMs;
    }

    @Override
    public boolean opens(long nowMs) {
        return nowMs >= nextTickMs;
    }

    @Override
    public void opened(long nowMs) {
        if (intervalMs > 0) {
            nextTickMs = Math.floorDiv(nowMs, intervalMs) * intervalMs + intervalMs;
        }
    }

    @Override
    public void idle(long nowMs) {
        if (nextTickMs != AT_ONCE_MS) {
            opened(nowMs);
        }
    }

    @Override
    public void failed() {
        nextTickMs = AT_ONCE_MS;
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
        return nextTickMs == AT_ONCE_MS ? Long.MAX_VALUE : nextTickMs;
    }
}
