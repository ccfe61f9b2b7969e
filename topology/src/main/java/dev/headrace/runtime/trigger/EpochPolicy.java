package dev.headrace.runtime.trigger;

import dev.headrace.streaming.Trigger;

/** A trigger at work in one worker: decides, is told what happened, and remembers no more than its own times. */
public interface EpochPolicy {

    /** Where the input of an epoch ends. */
    enum Extent {
        /** Nowhere: records flow as they arrive. */
        ENDLESS,
        /** At the positions that are the last when it opens, cut by rate limits. */
        LIMITED,
        /** At the positions that are the last when it opens, rate limits ignored. */
        EVERYTHING
    }

    /** Whether an epoch may open now; called only while none is open. */
    boolean opens(long nowMs);

    /** Where the input of its epochs ends. */
    Extent extent();

    /** Whether the open epoch is to be closed now. */
    boolean closes(long nowMs, boolean planReached);

    /** An epoch was closed, or there was nothing to close. */
    void closed(long nowMs);

    /** Whether the query ends by itself, when the input that there was at its start is processed. */
    boolean drains();

    /** When {@link #opens} or {@link #closes} may next change its answer by time alone; {@link Long#MAX_VALUE} if never. */
    long nextMs();

    /** The policy of {@code trigger}. */
    static EpochPolicy of(Trigger trigger, long nowMs) {
        if (trigger instanceof Trigger.Continuous continuous) {
            return new Continuously(continuous.commitInterval().toMillis(), nowMs);
        }
        if (trigger instanceof Trigger.ProcessingTime processingTime) {
            return new OnTicks(processingTime.interval().toMillis());
        }
        return trigger instanceof Trigger.Once ? new UntilDrained(Extent.EVERYTHING) : new UntilDrained(Extent.LIMITED);
    }
}
