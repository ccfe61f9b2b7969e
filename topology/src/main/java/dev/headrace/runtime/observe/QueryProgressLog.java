package dev.headrace.runtime.observe;

import dev.headrace.port.WallClock;
import dev.headrace.processor.EpochView;
import dev.headrace.runtime.observe.EpochReport.EventTimes;
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
import dev.headrace.topology.TopologyPlan;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
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
    private static final long NEVER_MS = Long.MIN_VALUE;

    private final UUID id;
    private final UUID runId;
    private final @Nullable String name;
    private final long intervalMs;
    private final WallClock clock;
    private final Listeners listeners;

    private final ArrayDeque<StreamingQueryProgress> recent = new ArrayDeque<>();
    private final List<EpochReport> pending = new ArrayList<>();
    private final Numbering numbering;
    private final QueryNodes nodes;
    private long lastProgressMs;
    private long lastStartMs = NEVER_MS;
    private long lastIdleMs;

    /**
     * An empty log.
     *
     * @param intervalMs the least time between two progresses, in milliseconds
     * @param numbering numbers them
     * @param plan what runs
     */
    public QueryProgressLog(
            UUID id,
            UUID runId,
            @Nullable String name,
            long intervalMs,
            Numbering numbering,
            TopologyPlan plan,
            WallClock clock,
            Listeners listeners) {
        this.id = id;
        this.runId = runId;
        this.name = name;
        this.intervalMs = intervalMs;
        this.numbering = numbering;
        this.nodes = QueryNodes.of(plan);
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
            lastStartMs = progress.timestamp().toEpochMilli();
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
                sources(startMs, Math.max(1, durationMs)),
                sinks());
    }

    private Stream<TaskReport> tasks() {
        return pending.stream().flatMap(report -> report.tasks().stream());
    }

    private Map<String, String> eventTime() {
        Map<String, String> times = new TreeMap<>();
        EventTimes seen = tasks().map(TaskReport::eventTimes).reduce(EventTimes.NONE, EventTimes::and);
        if (seen.rows() > 0) {
            times.put("min", text(seen.lowestMs()));
            times.put("max", text(seen.highestMs()));
            times.put("avg", text(seen.averageMs()));
        }
        tasks().mapToLong(TaskReport::watermarkMs)
                .filter(watermarkMs -> watermarkMs != EpochView.UNKNOWN_MS)
                .max()
                .ifPresent(watermarkMs -> times.put("watermark", text(watermarkMs)));
        if (times.isEmpty()) {
            tasks().mapToLong(TaskReport::streamTimeMs)
                    .filter(streamTimeMs -> streamTimeMs > 0)
                    .max()
                    .ifPresent(streamTimeMs -> times.put("max", text(streamTimeMs)));
        }
        return times;
    }

    private static String text(long timeMs) {
        return Instant.ofEpochMilli(timeMs).toString();
    }

    private List<StateOperatorProgress> stateOperators(long commitMs) {
        Map<String, List<StoreReport>> byStore = tasks().flatMap(report -> report.stores().stream())
                .collect(Collectors.groupingBy(StoreReport::store, TreeMap::new, Collectors.toList()));
        Map<String, Long> late = new HashMap<>();
        tasks().forEach(report -> report.late()
                .forEach((node, count) -> late.merge(nodes.operators().getOrDefault(node, node), count, Long::sum)));
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
                    late.getOrDefault(store, 0L),
                    partitions,
                    partitions,
                    Map.of()));
        });
        return operators;
    }

    /** Arrival is told from one start to the next, and so is 0 the first time. */
    private List<SourceProgress> sources(long startMs, long durationMs) {
        Map<String, List<InputReport>> byInput = tasks().flatMap(report -> report.inputs().stream())
                .collect(Collectors.groupingBy(report -> report.range().input()));
        double sinceLastMs = lastStartMs == NEVER_MS ? Double.POSITIVE_INFINITY : Math.max(1, startMs - lastStartMs);
        List<SourceProgress> sources = new ArrayList<>();
        nodes.sources().forEach((input, description) -> {
            Map<Integer, String> starts = new TreeMap<>();
            Map<Integer, String> ends = new TreeMap<>();
            Map<Integer, String> latest = new TreeMap<>();
            Map<String, Long> metrics = new TreeMap<>();
            long records = 0;
            for (InputReport report : byInput.getOrDefault(input, List.of())) {
                InputRange range = report.range();
                starts.putIfAbsent(range.partition(), range.from());
                ends.put(range.partition(), range.to());
                if (report.latest() != null) {
                    latest.put(range.partition(), report.latest());
                }
                records += report.records();
                report.metrics().forEach((metric, count) -> metrics.merge(metric, count, Long::sum));
            }
            sources.add(new SourceProgress(
                    description,
                    offsets(input, starts),
                    offsets(input, ends),
                    latest.keySet().equals(ends.keySet()) ? offsets(input, latest) : null,
                    records,
                    records * 1000.0 / sinceLastMs,
                    records * 1000.0 / durationMs,
                    texts(metrics)));
        });
        return sources;
    }

    private List<SinkProgress> sinks() {
        Map<String, Long> written = new HashMap<>();
        tasks().forEach(report -> report.written().forEach((sink, count) -> written.merge(sink, count, Long::sum)));
        return nodes.sinks().entrySet().stream()
                .map(sink -> new SinkProgress(sink.getValue(), written.getOrDefault(sink.getKey(), 0L), Map.of()))
                .toList();
    }

    private static Map<String, String> texts(Map<String, Long> metrics) {
        Map<String, String> texts = new TreeMap<>();
        metrics.forEach((metric, count) -> texts.put(metric, Long.toString(count)));
        return texts;
    }

    /** Null where there are none: no task of this process reads it. */
    private static @Nullable String offsets(String source, Map<Integer, String> positions) {
        if (positions.isEmpty()) {
            return null;
        }
        return positions.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
                .collect(Collectors.joining(",", "{\"" + source + "\":{", "}}"));
    }
}
