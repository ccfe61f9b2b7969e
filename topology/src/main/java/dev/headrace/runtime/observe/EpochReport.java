package dev.headrace.runtime.observe;

import dev.headrace.processor.EpochView;
import dev.headrace.sink.InputRange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
     * @param eventTimes those that rows had
     * @param watermarkMs the watermark that held in the epoch, {@link EpochView#UNKNOWN_MS} without one
     * @param written by sink, records that it wrote; those into repartition topics too
     * @param late by node, records that it dropped because the watermark had passed them
     */
    public record TaskReport(
            long epoch,
            List<InputReport> inputs,
            List<StoreReport> stores,
            long streamTimeMs,
            EventTimes eventTimes,
            long watermarkMs,
            Map<String, Long> written,
            Map<String, Long> late) {

        /** Of a task that has committed nothing yet. */
        public static final TaskReport NOTHING =
                new TaskReport(-1, List.of(), List.of(), -1, EventTimes.NONE, EpochView.UNKNOWN_MS, Map.of(), Map.of());
    }

    /**
     * How far one partition of one source was read.
     *
     * @param latest where it ended when it was last asked for all it has; null where it was not
     * @param metrics what else the source counted, by name
     */
    public record InputReport(InputRange range, @Nullable String latest, long records, Map<String, Long> metrics) {

        public InputReport {
            metrics = Map.copyOf(metrics);
        }
    }

    /**
     * Event times of rows, in milliseconds since 1970.
     *
     * @param sumMs of all of them
     * @param rows how many rows had one; 0: the rest means nothing
     */
    public record EventTimes(long lowestMs, long highestMs, double sumMs, long rows) {

        /** No row had any. */
        public static final EventTimes NONE = new EventTimes(Long.MAX_VALUE, Long.MIN_VALUE, 0, 0);

        EventTimes and(EventTimes other) {
            return new EventTimes(
                    Math.min(lowestMs, other.lowestMs),
                    Math.max(highestMs, other.highestMs),
                    sumMs + other.sumMs,
                    rows + other.rows);
        }

        long averageMs() {
            return Math.round(sumMs / rows);
        }
    }

    /**
     * What became of the keys of one store.
     *
     * @param updated how many have a new value
     * @param removed how many are no longer there
     * @param total about how many there are
     */
    public record StoreReport(String store, int partition, long updated, long removed, long total) {}
}
