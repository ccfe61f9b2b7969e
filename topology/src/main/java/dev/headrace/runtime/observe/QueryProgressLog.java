package dev.headrace.runtime.observe;

import dev.headrace.port.WallClock;
import dev.headrace.processor.EpochView;
import dev.headrace.runtime.observe.EpochReport.InputReport;
import dev.headrace.runtime.observe.EpochReport.StoreReport;
import dev.headrace.runtime.observe.EpochReport.TaskReport;
import dev.headrace.sink.InputRange;
import dev.headrace.streaming.StreamingQueryListener.QueryIdle;
import dev.headrace.streaming.StreamingQueryListener.QueryProgress;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.StreamingQueryProgress.SinkProgress;
import dev.headrace.streaming.StreamingQueryProgress.SourceProgress;
import dev.headrace.streaming.StreamingQueryProgress.StateOperatorProgress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one query, from what its workers report. The epochs of all workers that end within one interval make one
 * progress: under a continuous trigger that is a second, otherwise each epoch has its own. Called by the workers' threads
 * and read by any.
 */
public final class QueryProgressLog {

    private static final int RECENT_MAX = 100;
    private static final int IDLE_INTERVAL_MS = 10_000;

    private final UUID id;
    private final UUID runId;
    private final @Nullable String name;
    private final long intervalMs;
    private final WallClock clock;
    private final Listeners listeners;

    private final ArrayDeque<StreamingQueryProgress> recent = new ArrayDeque<>();
    private final List<EpochReport> pending = new ArrayList<>();
    private long lastProgressMs;
    private long lastIdleMs;
    private final Numbering numbering;

    /**
     * An empty log.
     *
     * @param intervalMs the least time between two progresses, in milliseconds
     * @param numbering numbers them
     */
    public QueryProgressLog(
            UUID id,
            UUID runId,
            @Nullable String name,
            long intervalMs,
            Numbering numbering,
            WallClock clock,
            Listeners listeners) {
        this.id = id;
        this.runId = runId;
        this.name = name;
        this.intervalMs = intervalMs;
        this.numbering = numbering;
        this.clock = clock;
        this.listeners = listeners;
        this.lastProgressMs = clock.nowMs();
        this.lastIdleMs = lastProgressMs;
    }

    /** The latest progresses, oldest first. */
    public synchronized List<StreamingQueryProgress> recent() {
        return List.copyOf(recent);
    }

    /** The latest progress, null before there is one. */
    public synchronized @Nullable StreamingQueryProgress last() {
        return recent.peekLast();
    }

    /** Numbers the epochs that one progress tells of. */
    @FunctionalInterface
    public interface Numbering {

        /** The number. */
        long of(List<EpochReport> reports);

        /** One after the other, from 0 at each start: where every task has epochs of its own. */
        static Numbering consecutive() {
            long[] next = {0};
            return reports -> next[0]++;
        }

        /** The number of the epoch, which all tasks share. */
        static Numbering byEpoch() {
            return reports -> reports.stream()
                    .flatMap(report -> report.tasks().stream())
                    .mapToLong(TaskReport::epoch)
                    .max()
                    .orElse(0);
        }
    }

    /** An epoch of a worker was committed. One that held nothing but start positions is passed over. */
    public void committed(EpochReport report) {
        if (report.tasks().stream().allMatch(task -> task.epoch() < 0)) {
            return;
        }
        synchronized (this) {
            pending.add(report);
        }
        reportAfter(intervalMs, report.committedAtMs());
    }

    /** A worker had nothing to do. */
    public void idle() {
        long nowMs = clock.nowMs();
        reportAfter(intervalMs, nowMs);
        synchronized (this) {
            if (nowMs - lastIdleMs < IDLE_INTERVAL_MS) {
                return;
            }
            lastIdleMs = nowMs;
        }
        listeners.tell(listener -> listener.onQueryIdle(new QueryIdle(id, runId, Instant.ofEpochMilli(nowMs))));
    }

    /** No worker will commit any more. */
    public void ended() {
        reportAfter(0, clock.nowMs());
    }

    /** Reports what was committed since the last report, if there is anything and that one is old enough. */
    private void reportAfter(long sinceLastMs, long nowMs) {
        StreamingQueryProgress progress;
        synchronized (this) {
            if (pending.isEmpty() || nowMs - lastProgressMs < sinceLastMs) {
                return;
            }
            progress = progress(nowMs);
            pending.clear();
            lastProgressMs = nowMs;
            lastIdleMs = nowMs;
            recent.addLast(progress);
            if (recent.size() > RECENT_MAX) {
                recent.removeFirst();
            }
        }
        listeners.tell(listener -> listener.onQueryProgress(new QueryProgress(progress)));
    }

    private StreamingQueryProgress progress(long nowMs) {
        long startMs = pending.stream().mapToLong(EpochReport::openedAtMs).min().orElse(nowMs);
        long commitMs = pending.stream().mapToLong(EpochReport::commitMs).sum();
        long durationMs = nowMs - startMs;
        long recordsOut = tasks().mapToLong(TaskReport::recordsOut).sum();
        return new StreamingQueryProgress(
                id,
                runId,
                name,
                Instant.ofEpochMilli(startMs),
                numbering.of(pending),
                durationMs,
                Map.of("triggerExecution", durationMs, "commit", commitMs),
                eventTime(),
                stateOperators(commitMs),
                sources(Math.max(1, nowMs - lastProgressMs), Math.max(1, durationMs)),
                List.of(new SinkProgress("all sinks", recordsOut, Map.of())));
    }

    private Stream<TaskReport> tasks() {
        return pending.stream().flatMap(report -> report.tasks().stream());
    }

    private Map<String, String> eventTime() {
        long streamTimeMs = tasks().mapToLong(TaskReport::streamTimeMs).max().orElse(-1);
        Map<String, String> times = new TreeMap<>();
        if (streamTimeMs >= 0) {
            times.put("max", Instant.ofEpochMilli(streamTimeMs).toString());
        }
        tasks().mapToLong(TaskReport::watermarkMs)
                .filter(watermarkMs -> watermarkMs != EpochView.UNKNOWN_MS)
                .max()
                .ifPresent(watermarkMs ->
                        times.put("watermark", Instant.ofEpochMilli(watermarkMs).toString()));
        return times;
    }

    private List<StateOperatorProgress> stateOperators(long commitMs) {
        Map<String, List<StoreReport>> byStore = tasks().flatMap(report -> report.stores().stream())
                .collect(Collectors.groupingBy(StoreReport::store, TreeMap::new, Collectors.toList()));
        long dropped = tasks().mapToLong(TaskReport::recordsDropped).sum();
        List<StateOperatorProgress> operators = new ArrayList<>();
        byStore.forEach((store, reports) -> {
            Map<Integer, Long> totals = new TreeMap<>();
            reports.forEach(report -> totals.put(report.partition(), report.total()));
            long partitions = totals.size();
            operators.add(new StateOperatorProgress(
                    store,
                    totals.values().stream().mapToLong(total -> total).sum(),
                    reports.stream().mapToLong(StoreReport::updated).sum(),
                    0,
                    reports.stream().mapToLong(StoreReport::removed).sum(),
                    0,
                    commitMs,
                    0,
                    dropped,
                    partitions,
                    partitions,
                    Map.of()));
        });
        return operators;
    }

    private List<SourceProgress> sources(long sinceLastMs, long durationMs) {
        Map<String, List<InputReport>> bySource = tasks().flatMap(report -> report.inputs().stream())
                .collect(Collectors.groupingBy(report -> report.range().input(), TreeMap::new, Collectors.toList()));
        List<SourceProgress> sources = new ArrayList<>();
        bySource.forEach((source, reports) -> {
            Map<Integer, String> starts = new TreeMap<>();
            Map<Integer, String> ends = new TreeMap<>();
            long records = 0;
            for (InputReport report : reports) {
                InputRange range = report.range();
                starts.putIfAbsent(range.partition(), range.from());
                ends.put(range.partition(), range.to());
                records += report.records();
            }
            sources.add(new SourceProgress(
                    source,
                    offsets(source, starts),
                    offsets(source, ends),
                    null,
                    records,
                    records * 1000.0 / sinceLastMs,
                    records * 1000.0 / durationMs,
                    Map.of()));
        });
        return sources;
    }

    private static String offsets(String source, Map<Integer, String> positions) {
        return positions.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
                .collect(Collectors.joining(",", "{\"" + source + "\":{", "}}"));
    }
}
