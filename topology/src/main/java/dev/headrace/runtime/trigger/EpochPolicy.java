package dev.headrace.runtime.trigger;

import dev.headrace.streaming.Trigger;

/** A trigger at work in one worker: decides, is told what happened, and remembers no more than its own times. */
public interface EpochPolicy {

    /** Where the input of an epoch ends. */
    enum Extent {
        /** Nowhere: records flow as they arrive. */
        ENDLESS,
        /** Where it ends when the epoch opens. */
        UP_TO_NOW,
        /** Where it ended when the query started; then the query ends. */
        UP_TO_START
    }

    /** Whether an epoch may open now; called only while none is open. */
    boolean opens(long nowMs);

    /** An epoch was opened that has something to read. */
    default void opened(long nowMs) {}

    /** An epoch might have been opened, but there is nothing to read. */
    default void idle(long nowMs) {}

    /** The epoch that was opened last has to be repeated. */
    default void failed() {}

    /** Where the input of its epochs ends. */
    Extent extent();

    /** Whether the open epoch is to be closed now. */
    boolean closes(long nowMs, boolean planReached);

    /** An epoch was closed, or there was nothing to close. */
    void closed(long nowMs);

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
        return new UntilDrained();
    }
}
