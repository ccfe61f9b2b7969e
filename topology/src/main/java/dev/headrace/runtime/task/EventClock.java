package dev.headrace.runtime.task;

/**
 * The time of the stream, as operators ask for it. The surfaces differ in its rule: the DSL advances it with every record
 * of the task, rows once per epoch for the whole query.
 */
public interface EventClock {

    /** Before any record. */
    long UNKNOWN = -1;

    /** The time of the stream in milliseconds since 1970, {@link #UNKNOWN} before any record. */
    long streamTimeMs();

    /** A record with this timestamp is about to be processed. */
    void observe(long timestampMs);

    /** Goes back to {@code streamTimeMs}: the time at the last commit, after an abort or a restart. */
    void reset(long streamTimeMs);

    /** Kafka Streams' rule: the maximum over the task's records, advanced by each. */
    static EventClock perRecord() {
        return new StreamTime();
    }
}
