package dev.headrace.streaming;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one epoch did, with the fields that Structured Streaming reports.
 *
 * @param id of the query, across restarts
 * @param runId of this start
 * @param name that it was started with, or null
 * @param timestamp when the epoch opened
 * @param batchId the epoch; it does not advance while there is no input
 * @param batchDuration milliseconds from open to committed
 * @param durationMs milliseconds per phase, {@code triggerExecution} for all of them
 * @param eventTime ISO-8601 {@code max}, {@code min}, {@code avg} of the epoch's input and the {@code watermark} that held
 *     in it; empty without event time
 * @param stateOperators one per stateful operator
 * @param sources one per source
 * @param sinks one per sink
 */
public record StreamingQueryProgress(
        UUID id,
        UUID runId,
        @Nullable String name,
        Instant timestamp,
        long batchId,
        long batchDuration,
        Map<String, Long> durationMs,
        Map<String, String> eventTime,
        List<StateOperatorProgress> stateOperators,
        List<SourceProgress> sources,
        List<SinkProgress> sinks) {

    /** Copies the collections. */
    public StreamingQueryProgress {
        durationMs = sorted(durationMs);
        eventTime = sorted(eventTime);
        stateOperators = List.copyOf(stateOperators);
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
    }

    /** Rows that the epoch read, of all sources. */
    public long numInputRows() {
        return sources.stream().mapToLong(SourceProgress::numInputRows).sum();
    }

    /** Rows that arrived per second since the previous epoch opened, of all sources. */
    public double inputRowsPerSecond() {
        return sources.stream().mapToDouble(SourceProgress::inputRowsPerSecond).sum();
    }

    /** Rows that were processed per second of this epoch, of all sources. */
    public double processedRowsPerSecond() {
        return sources.stream()
                .mapToDouble(SourceProgress::processedRowsPerSecond)
                .sum();
    }

    /** As one line of JSON: rates with one decimal, empty maps left out, {@code sink} where there is exactly one. */
    public String json() {
        return ProgressJson.compact(ProgressJson.of(this));
    }

    /** As {@link #json()}, indented. */
    public String prettyJson() {
        return ProgressJson.pretty(ProgressJson.of(this));
    }

    /** {@link #prettyJson()}. */
    @Override
    public String toString() {
        return prettyJson();
    }

    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /**
     * One stateful operator in one epoch.
     *
     * @param operatorName for example the name of its store
     * @param numRowsTotal rows that the state holds
     * @param numRowsUpdated rows that the epoch wrote
     * @param allUpdatesTimeMs milliseconds that writing took
     * @param numRowsRemoved rows that the epoch evicted
     * @param allRemovalsTimeMs milliseconds that evicting took
     * @param commitTimeMs milliseconds that committing the state took
     * @param memoryUsedBytes bytes of memory that the state takes
     * @param numRowsDroppedByWatermark input rows that came too late
     * @param numShufflePartitions tasks that share the operator
     * @param numStateStoreInstances stores that hold its state
     * @param customMetrics what else the operator measures
     */
    public record StateOperatorProgress(
            String operatorName,
            long numRowsTotal,
            long numRowsUpdated,
            long allUpdatesTimeMs,
            long numRowsRemoved,
            long allRemovalsTimeMs,
            long commitTimeMs,
            long memoryUsedBytes,
            long numRowsDroppedByWatermark,
            long numShufflePartitions,
            long numStateStoreInstances,
            Map<String, Long> customMetrics) {

        /** Copies the metrics. */
        public StateOperatorProgress {
            customMetrics = sorted(customMetrics);
        }
    }

    /**
     * One source in one epoch. Offsets are what the source says, JSON where it is JSON.
     *
     * @param description what is read
     * @param startOffset where the epoch's input begins; null for a source that was not read before
     * @param endOffset where it ends
     * @param latestOffset the end that the source had when it was last asked; null where it cannot tell
     * @param numInputRows rows read
     * @param inputRowsPerSecond rows that arrived per second since the previous epoch opened
     * @param processedRowsPerSecond rows processed per second of this epoch
     * @param metrics what else the source measures
     */
    public record SourceProgress(
            String description,
            @Nullable String startOffset,
            @Nullable String endOffset,
            @Nullable String latestOffset,
            long numInputRows,
            double inputRowsPerSecond,
            double processedRowsPerSecond,
            Map<String, String> metrics) {

        /** Copies the metrics. */
        public SourceProgress {
            metrics = sorted(metrics);
        }
    }

    /**
     * One sink in one epoch.
     *
     * @param description what is written
     * @param numOutputRows rows written
     * @param metrics what else the sink measures
     */
    public record SinkProgress(String description, long numOutputRows, Map<String, String> metrics) {

        /** Copies the metrics. */
        public SinkProgress {
            metrics = sorted(metrics);
        }
    }
}
