package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.port.WallClock;
import dev.headrace.processor.EpochView;
import dev.headrace.runtime.checkpoint.CommitToken;
import dev.headrace.runtime.checkpoint.DrainPlan;
import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.commit.EpochMember;
import dev.headrace.runtime.commit.StoreChanges;
import dev.headrace.runtime.commit.TaskEpoch;
import dev.headrace.runtime.observe.EpochReport.EventTimes;
import dev.headrace.runtime.observe.EpochReport.InputReport;
import dev.headrace.runtime.observe.EpochReport.StoreReport;
import dev.headrace.runtime.observe.EpochReport.TaskReport;
import dev.headrace.runtime.restore.RecoveryRequest;
import dev.headrace.runtime.restore.RestorableStore;
import dev.headrace.runtime.task.EpochTime;
import dev.headrace.runtime.task.EventClock;
import dev.headrace.runtime.task.SourceInput;
import dev.headrace.runtime.task.Task;
import dev.headrace.runtime.task.TopicInput;
import dev.headrace.sink.InputRange;
import dev.headrace.sink.Receipt;
import dev.headrace.source.SourcePosition;
import dev.headrace.state.CommittableStore;
import dev.headrace.state.ReadOnlyKeyValueStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A task of this worker, and what its last commit said of it. */
final class OwnedTask implements EpochMember, AutoCloseable {

    private final TaskKey key;
    private final Task task;
    private final Set<TopicPartition> partitions;
    private final UUID incarnation;
    private final OwnedSources sources;
    private final OwnedSinks sinks;
    private final ChangelogNames changelogs;
    private final CommittedStores readable;
    private final WallClock wallClock;

    private TaskCheckpoint committed;
    private Map<TopicPartition, Long> committedOffsets = Map.of();
    private @Nullable DrainPlan drainPlan;
    private TaskReport lastEpoch = TaskReport.NOTHING;
    private boolean everCommitted;
    private boolean running;

    OwnedTask(
            TaskKey key,
            Task task,
            Set<TopicPartition> partitions,
            UUID incarnation,
            OwnedSources sources,
            OwnedSinks sinks,
            ChangelogNames changelogs,
            CommittedStores readable,
            WallClock wallClock,
            long epochBeforeFirst) {
        this.key = key;
        this.task = task;
        this.partitions = Set.copyOf(partitions);
        this.incarnation = incarnation;
        this.sources = sources;
        this.sinks = sinks;
        this.changelogs = changelogs;
        this.readable = readable;
        this.wallClock = wallClock;
        this.committed = new TaskCheckpoint(
                new CommitToken(incarnation, epochBeforeFirst),
                Map.of(),
                Map.of(),
                TaskCheckpoint.NO_TIME_MS,
                TaskCheckpoint.NO_TIME_MS,
                Map.of(),
                null,
                0);
    }

    /** Where the changelog of a store is; empty for a store without one. */
    @FunctionalInterface
    interface ChangelogNames {
        Optional<TopicPartition> of(CommittableStore store);
    }

    TaskKey key() {
        return key;
    }

    Task task() {
        return task;
    }

    /** The topic partitions that it reads. */
    Set<TopicPartition> partitions() {
        return partitions;
    }

    /** What recovery has to bring up before it can run. */
    RecoveryRequest recovery() {
        List<RestorableStore> stores = new ArrayList<>();
        for (CommittableStore store : task.stores().committable()) {
            changelogs
                    .of(store)
                    .ifPresent(changelog -> stores.add(new TaskStoreInRecovery(task.stores(), store, changelog)));
        }
        return new RecoveryRequest(key, partitions, stores);
    }

    boolean isRunning() {
        return running;
    }

    /**
     * Begins to process after recovery.
     *
     * @param last the last checkpoint of the task, by whichever owner; null if it never committed
     * @param offsets where the inputs begin
     * @param receipts what its sinks staged and nobody is known to have published
     */
    void run(@Nullable TaskCheckpoint last, Map<TopicPartition, Long> offsets, Map<String, List<Receipt>> receipts) {
        if (last != null) {
            committed = last;
            drainPlan = last.drainPlan();
            everCommitted = true;
        }
        committedOffsets = Map.copyOf(offsets);
        sources.begin(Positions.ofSources(committed.positions()));
        sinks.recover(receipts);
        start();
        running = true;
        stores().forEach(store -> readable.add(key.partition(), store));
    }

    /** Goes back to the last commit: nothing of the open epoch is left. */
    void rewind() {
        task.stores().rollback();
        sinks.rollback();
        start();
    }

    /** Where the inputs stood at the last commit. */
    Map<TopicPartition, Long> committedOffsets() {
        return committedOffsets;
    }

    /** Its sources that are not topics. */
    OwnedSources sources() {
        return sources;
    }

    /** Where it stops to read, null if its input has no end. */
    @Nullable
    DrainPlan drainPlan() {
        return drainPlan;
    }

    /** Decides where it stops to read; the next commit records it. */
    void planDrain(DrainPlan plan) {
        drainPlan = plan;
    }

    /** Whether nothing of it is durable yet, not even where it starts to read. */
    boolean isNew() {
        return !everCommitted;
    }

    /** Whether its processors asked for a commit, or its start positions are not yet durable. */
    boolean isCommitWanted() {
        return !everCommitted || task.counters().commitRequested();
    }

    /** Whether there is something that a commit would make durable. */
    boolean isDirty() {
        if (isCommitWanted() || uncommittedBytes() > 0 || !Objects.equals(drainPlan, committed.drainPlan())) {
            return true;
        }
        for (TopicInput input : task.topicInputs().values()) {
            if (input.nextOffset() != Lookup.in(committedOffsets, input.partition())) {
                return true;
            }
        }
        return sources.haveMoved(task.sourceInputs());
    }

    /** About how many heap bytes the open epoch takes. */
    long uncommittedBytes() {
        return task.stores().uncommittedBytes() + sinks.bufferedBytes();
    }

    /** Tells its operators that the epoch opens which comes after its last commit. */
    void openOwnEpoch(long openedMs) {
        task.epochTime().open(new EpochView(nextEpoch(), openedMs, EpochView.UNKNOWN_MS, EpochView.UNKNOWN_MS));
    }

    private long nextEpoch() {
        return committed.token().epoch() + 1;
    }

    @Override
    public void forwardBuffered() {
        task.forwardBuffered();
    }

    @Override
    public TaskEpoch stage() throws IOException {
        long epoch = nextEpoch();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<String, Long> times = new HashMap<>();
        for (TopicInput input : task.topicInputs().values()) {
            offsets.put(input.partition(), input.nextOffset());
            times.put(input.partition().toString(), input.partitionTimeMs());
        }
        long streamTimeMs = task.clock().streamTimeMs();
        Map<String, Long> changelogEnds = new HashMap<>();
        List<StoreChanges> changes = new ArrayList<>();
        for (CommittableStore store : task.stores().committable()) {
            Optional<TopicPartition> changelog = changelogs.of(store);
            if (changelog.isPresent()) {
                changelogEnds.put(store.name(), store.position().next());
            }
            changes.add(new StoreChanges(store, changelog, store.seal(streamTimeMs)));
        }
        TaskCheckpoint checkpoint = new TaskCheckpoint(
                new CommitToken(incarnation, epoch),
                Positions.texts(offsets, OwnedSources.positions(task.sourceInputs())),
                times,
                streamTimeMs,
                TaskCheckpoint.NO_TIME_MS,
                changelogEnds,
                drainPlan,
                wallClock.nowMs());
        return new TaskEpoch(
                key,
                checkpoint,
                offsets,
                changes,
                sinks.stage(epoch, ranges(offsets)),
                task.epochTime().proposals());
    }

    @Override
    public void committed(TaskEpoch epoch) {
        lastEpoch = report(epoch);
        committed = epoch.checkpoint();
        committedOffsets = epoch.offsets();
        everCommitted = true;
        sources.committed(Positions.ofSources(committed.positions()));
        sinks.committed();
        task.counters().commitDone();
    }

    /** What the last commit covered. */
    TaskReport lastEpoch() {
        return lastEpoch;
    }

    /** What was read since the last commit. */
    private List<InputRange> ranges(Map<TopicPartition, Long> offsets) {
        List<InputRange> ranges = new ArrayList<>();
        for (TopicPartition partition : task.topicInputs().keySet()) {
            ranges.add(new InputRange(
                    partition.topic(),
                    partition.partition(),
                    String.valueOf(committedOffsets.get(partition)),
                    String.valueOf(offsets.get(partition))));
        }
        Map<String, SourcePosition> before = Positions.ofSources(committed.positions());
        for (SourceInput input : task.sourceInputs()) {
            ranges.add(new InputRange(
                    input.sourceName(),
                    key.partition(),
                    before.getOrDefault(input.sourceName(), input.position()).json(),
                    input.position().json()));
        }
        return ranges;
    }

    private TaskReport report(TaskEpoch epoch) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, String> latest = new HashMap<>();
        Map<String, Map<String, Long>> metrics = new HashMap<>();
        task.topicInputs().forEach((partition, input) -> {
            counts.put(partition.topic(), input.drainTakenCount());
            input.knownEnd().ifPresent(end -> latest.put(partition.topic(), String.valueOf(end)));
        });
        task.sourceInputs().forEach(input -> {
            counts.put(input.sourceName(), input.drainTakenCount());
            input.knownEnd().ifPresent(end -> latest.put(input.sourceName(), end.json()));
            metrics.put(input.sourceName(), input.drainMetrics());
        });
        List<InputReport> inputs = ranges(epoch.offsets()).stream()
                .map(range -> new InputReport(
                        range,
                        latest.get(range.input()),
                        Lookup.in(counts, range.input()),
                        metrics.getOrDefault(range.input(), Map.of())))
                .toList();
        List<StoreReport> stores = new ArrayList<>();
        for (StoreChanges changes : epoch.changes()) {
            long removed = changes.entries().stream()
                    .filter(entry -> entry.value() == null)
                    .count();
            stores.add(new StoreReport(
                    changes.store().name(),
                    key.partition(),
                    changes.entries().size() - removed,
                    removed,
                    changes.store() instanceof ReadOnlyKeyValueStore<?, ?> keyed ? keyed.approximateNumEntries() : 0));
        }
        EpochTime.Seen seen = task.epochTime().drainSeen();
        return new TaskReport(
                epoch.checkpoint().token().epoch(),
                inputs,
                stores,
                epoch.checkpoint().streamTimeMs(),
                new EventTimes(seen.lowestMs(), seen.highestMs(), seen.sumMs(), seen.rows()),
                task.epochTime().view().watermarkMs(),
                task.counters().drainWritten(),
                task.counters().drainLate());
    }

    @Override
    public List<CommittableStore> stores() {
        return task.stores().committable();
    }

    @Override
    public void published(String sink, Receipt receipt) {
        sinks.published(sink, receipt);
    }

    @Override
    public void close() {
        running = false;
        stores().forEach(store -> readable.remove(key.partition(), store));
        try {
            task.close();
        } finally {
            sinks.close();
        }
    }

    private void start() {
        Map<TopicPartition, Task.TopicStart> topics = new HashMap<>();
        committedOffsets.forEach((partition, offset) -> topics.put(
                partition,
                new Task.TopicStart(
                        offset, committed.partitionTimesMs().getOrDefault(partition.toString(), TopicInput.NO_TIME))));
        task.start(new Task.Start(topics, sources.starts(), Math.max(EventClock.UNKNOWN, committed.streamTimeMs())));
    }
}
