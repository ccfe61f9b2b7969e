package dev.headrace.runtime.trigger;

/** Epochs open at once, again and again, until what there was at the start is processed. */
final class UntilDrained implements EpochPolicy {

    private final Extent extent;

    UntilDrained(Extent extent) {
        this.extent = extent;
    }

    @Override
    public boolean opens(long nowMs) {
        return true;
    }

    @Override
    public Extent extent() {
        return extent;
    }

    @Override
    public boolean closes(long nowMs, boolean planReached) {
        return planReached;
    }

    @Override
    public void closed(long nowMs) {}

    @Override
    public boolean drains() {
        return true;
    }

    @Override
    public long nextMs() {
        return Long.MAX_VALUE;
    }
}
