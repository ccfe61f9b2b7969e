package dev.headrace.runtime.task;

import dev.headrace.processor.Record;

/** One partition of one input of a task: queued records, the first of them decoded. */
abstract class Input {

    private final GraphNode source;

    Input(GraphNode source) {
        this.source = source;
    }

    /** Whether {@link #take} has a record within the plan. */
    abstract boolean isReady();

    /** The timestamp of the next record, in milliseconds since 1970; only while ready. */
    abstract long nextTimestampMs();

    /** Whether nothing is queued although there is known to be more within the plan, so that others should wait. */
    abstract boolean isBehind();

    /** Removes the next record and makes it the current one; only while ready. */
    abstract Record<Object, Object> take(CurrentRecord current);

    /** Whether everything within the plan was taken. */
    abstract boolean isPlanReached();

    /** Where the input enters the graph. */
    final GraphNode source() {
        return source;
    }
}
