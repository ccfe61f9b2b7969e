package dev.headrace.runtime.trigger;

/** Epochs open at once, again and again, until what there was at the start is processed: {@code once}, {@code availableNow}. */
final class UntilDrained implements EpochPolicy {

    @Override
    public boolean opens(long nowMs) {
        return true;
    }

    @Override
    public Extent extent() {
        return Extent.UP_TO_START;
    }

    @Override
    public boolean closes(long nowMs, boolean planReached) {
        return planReached;
    }

    @Override
    public void closed(long nowMs) {}

    @Override
    public long nextMs() {
        return Long.MAX_VALUE;
    }
}
