package dev.headrace.runtime.observe;

import dev.headrace.processor.EpochView;
import dev.headrace.sink.InputRange;
import java.util.List;

/**
 * What one epoch of one worker did. Times are in milliseconds since 1970.
 *
 * @param commitMs how long the commit took, from QUIESCE on
 */
public record EpochReport(long openedAtMs, long committedAtMs, long commitMs, List<TaskReport> tasks) {

    /**
     * What one task did in an epoch.
     *
     * @param epoch its number in the life of the task; below 0 where only start positions were committed
     * @param streamTimeMs the time of its stream, negative if unknown
     * @param watermarkMs the watermark that held in the epoch, {@link EpochView#UNKNOWN_MS} without one
     * @param recordsOut records sent to topics and written to sinks, changelogs not among them
     */
    public record TaskReport(
            long epoch,
            List<InputReport> inputs,
            List<StoreReport> stores,
            long streamTimeMs,
            long watermarkMs,
            long recordsOut,
            long recordsDropped) {

        /** Of a task that has committed nothing yet. */
        public static final TaskReport NOTHING =
                new TaskReport(-1, List.of(), List.of(), -1, EpochView.UNKNOWN_MS, 0, 0);
    }

    /** How far one partition of one source was read. */
    public record InputReport(InputRange range, long records) {}

    /**
     * What became of the keys of one store.
     *
     * @param updated how many have a new value
     * @param removed how many are no longer there
     * @param total about how many there are
     */
    public record StoreReport(String store, int partition, long updated, long removed, long total) {}
}
