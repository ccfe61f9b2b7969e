package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.errors.LockException;
import dev.headrace.processor.EpochView;
import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.observe.WorkerObserver;
import dev.headrace.runtime.restore.Recovered;
import dev.headrace.runtime.restore.Recovery;
import dev.headrace.runtime.task.TopicInput;
import dev.headrace.source.ReadLimit;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The tasks of a worker, from the partitions that it was assigned. A task exists only while all partitions that it reads are
 * assigned, and runs after it has passed the recovery gate.
 */
final class OwnedTasks implements AutoCloseable {

    private final TaskMap map;
    private final TaskFactory factory;
    private final Recovery gate;
    private final FirstOffsets firstOffsets;
    private final StageOrder order;
    private final Intake intake;
    private final WorkerObserver observer;
    private final int worker;
    private final int workers;

    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TaskKey, OwnedTask> tasks = new TreeMap<>();
    private List<OwnedTask> running = List.of();
    private List<List<OwnedTask>> stages = List.of();
    private boolean incomplete = true;

    OwnedTasks(
            TaskMap map,
            TaskFactory factory,
            Recovery gate,
            FirstOffsets firstOffsets,
            StageOrder order,
            Intake intake,
            WorkerObserver observer,
            int worker,
            int workers) {
        this.map = map;
        this.factory = factory;
        this.gate = gate;
        this.firstOffsets = firstOffsets;
        this.order = order;
        this.intake = intake;
        this.observer = observer;
        this.worker = worker;
        this.workers = workers;
    }

    /** Where a topic partition begins for which nothing is committed. */
    @FunctionalInterface
    interface FirstOffsets {
        Map<TopicPartition, Long> of(Set<TopicPartition> partitions);
    }

    /** These partitions are owned now. */
    void assign(Set<TopicPartition> partitions) {
        assigned.addAll(partitions);
        incomplete = true;
    }

    /** Closes the tasks that read any of these partitions, which are no longer owned. */
    void giveUp(Set<TopicPartition> partitions) {
        assigned.removeAll(partitions);
        intake.forget(partitions);
        gate.giveUp(partitions);
        for (OwnedTask task : List.copyOf(tasks.values())) {
            if (!Collections.disjoint(task.partitions(), partitions)) {
                remove(task);
            }
        }
    }

    /** The tasks that process, those of a sub-topology behind those that feed it. */
    List<OwnedTask> running() {
        return running;
    }

    /** The tasks that process, cut so that none feeds another of its own stage, and a stage feeds later ones. */
    List<List<OwnedTask>> stages() {
        return stages;
    }

    /** Whether a running task reads any of these partitions. */
    boolean anyRunningOn(Set<TopicPartition> partitions) {
        return running.stream().anyMatch(task -> !Collections.disjoint(task.partitions(), partitions));
    }

    /** Whether {@link #recover} has something to do. */
    boolean hasWork() {
        return incomplete || !gate.isIdle();
    }

    /** The inputs of the running tasks. */
    List<TopicInput> inputs() {
        return running.stream()
                .flatMap(task -> task.task().topicInputs().values().stream())
                .toList();
    }

    /** The records that were taken since the last commit, by input. */
    List<String> taken() {
        return inputs().stream().flatMap(input -> input.taken().stream()).toList();
    }

    /** The partitions of the inputs of the running tasks. */
    Set<TopicPartition> inputPartitions() {
        return inputs().stream().map(TopicInput::partition).collect(Collectors.toSet());
    }

    /** Whether records are queued. */
    boolean hasQueuedInput() {
        for (OwnedTask task : running) {
            if (task.task().hasQueuedInput()) {
                return true;
            }
        }
        return false;
    }

    /** Whether every running task has taken its input up to the end of the plan. */
    boolean isPlanReached() {
        for (OwnedTask task : running) {
            if (!task.task().isPlanReached()) {
                return false;
            }
        }
        return true;
    }

    /** When the next wall-clock punctuation is due, {@link Long#MAX_VALUE} if there is none. */
    long nextPunctuationMs() {
        long nextMs = Long.MAX_VALUE;
        for (OwnedTask task : running) {
            nextMs = Math.min(nextMs, task.task().nextWallClockPunctuationMs());
        }
        return nextMs;
    }

    /** Whether a commit would make anything durable. */
    boolean isDirty() {
        return running.stream().anyMatch(OwnedTask::isDirty);
    }

    /** Whether a processor asked for a commit, or a new task waits to make its start positions durable. */
    boolean isCommitWanted() {
        for (OwnedTask task : running) {
            if (task.isCommitWanted()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a task has yet to make durable where it starts to read. */
    boolean anyIsNew() {
        return running.stream().anyMatch(OwnedTask::isNew);
    }

    /** Whether a source that is no topic has more than was read of it. */
    boolean haveMoreToRead() {
        return running.stream().anyMatch(task -> task.task().sourceInputs().stream()
                .anyMatch(input ->
                        !task.sources().end(input, ReadLimit.configured(), null).equals(input.position())));
    }

    /** Has the sources that are no topics read nothing more in the open epoch. */
    void holdSources() {
        running.forEach(task -> task.task().sourceInputs().forEach(input -> input.planEnd(input.position())));
    }

    /** Has the sources that are no topics read whatever comes. */
    void releaseSources() {
        running.forEach(task -> task.task().sourceInputs().forEach(input -> input.planEnd(null)));
    }

    /** Tells every task of the epoch that opens. */
    void openEpoch(EpochView epoch) {
        running.forEach(task -> task.task().epochTime().open(epoch));
    }

    /** Tells every task that an epoch of its own opens. */
    void openOwnEpochs(long openedMs) {
        running.forEach(task -> task.openOwnEpoch(openedMs));
    }

    /** Whether a task holds something that this watermark makes final. */
    boolean anyClosesAt(long watermarkMs) {
        return running.stream().anyMatch(task -> task.task().epochTime().closesAt(watermarkMs));
    }

    /** Asks for a commit although there may be no input. */
    void requestCommit() {
        running.forEach(task -> task.task().counters().requestCommit());
    }

    /** About how many heap bytes the open epoch takes. */
    long uncommittedBytes() {
        long bytes = 0;
        for (OwnedTask task : running) {
            bytes += task.uncommittedBytes();
        }
        return bytes;
    }

    /**
     * Opens tasks that became complete and brings on those that recover.
     *
     * @param budget how long to wait for changelog records
     * @return the tasks that began to run
     */
    List<OwnedTask> recover(Duration budget) {
        if (incomplete) {
            incomplete = false;
            for (TaskMap.Entry entry : map.complete(assigned, worker, workers)) {
                if (!tasks.containsKey(entry.key())) {
                    incomplete |= !open(entry);
                }
            }
        }
        return gate.advance(budget).stream().map(this::run).toList();
    }

    /** Takes every running task back to its last commit. */
    void rewind() {
        for (OwnedTask task : running) {
            intake.hold(task.partitions());
            task.rewind();
            beginInputs(task);
        }
    }

    /** Closes the running tasks without a word to the commit log, to recover them from it. */
    void reopen() {
        for (OwnedTask task : running) {
            intake.hold(task.partitions());
            remove(task);
        }
        incomplete = true;
    }

    /** Changelog offsets that are still to be read. */
    long recoveryRemaining() {
        return gate.remaining();
    }

    @Override
    public void close() {
        RuntimeException first = null;
        for (OwnedTask task : tasks.values()) {
            try {
                task.close();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        tasks.clear();
        refreshRunning();
        gate.close();
        if (first != null) {
            throw first;
        }
    }

    /** Returns false where it is to be tried again: another worker still gives the task up, or a transaction is pending. */
    private boolean open(TaskMap.Entry entry) {
        OwnedTask task;
        try {
            task = factory.open(entry.subTopology(), entry.key().partition(), entry.inputs());
        } catch (LockException e) {
            return false;
        }
        try {
            gate.admit(task.recovery());
            tasks.put(entry.key(), task);
            return true;
        } catch (TimeoutException e) {
            task.close();
            return false;
        } catch (RuntimeException e) {
            task.close();
            throw e;
        }
    }

    private OwnedTask run(Recovered recovered) {
        OwnedTask task = Lookup.in(tasks, recovered.task());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        TaskCheckpoint checkpoint = recovered.checkpoint();
        offsets.putAll(recovered.groupOffsets());
        if (checkpoint != null) {
            offsets.putAll(Positions.of(task.partitions(), checkpoint.positions()));
        }
        Set<TopicPartition> unknown = new HashSet<>(task.partitions());
        unknown.removeAll(offsets.keySet());
        if (!unknown.isEmpty()) {
            offsets.putAll(firstOffsets.of(unknown));
        }
        task.run(checkpoint, offsets, recovered.receipts());
        beginInputs(task);
        observer.recovered(task.key().toString(), recovered.recordsRestored());
        refreshRunning();
        return task;
    }

    private void beginInputs(OwnedTask task) {
        for (TopicInput input : task.task().topicInputs().values()) {
            intake.begin(input);
        }
    }

    private void remove(OwnedTask task) {
        gate.drop(task.key());
        tasks.remove(task.key());
        intake.forget(task.partitions());
        refreshRunning();
        task.close();
    }

    private void refreshRunning() {
        stages = order.stages(
                tasks.values().stream().filter(OwnedTask::isRunning).toList());
        running = stages.stream().flatMap(List::stream).toList();
    }
}
