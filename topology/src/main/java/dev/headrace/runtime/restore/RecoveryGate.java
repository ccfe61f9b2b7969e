package dev.headrace.runtime.restore;

import dev.headrace.port.Job;
import dev.headrace.port.Jobs;
import dev.headrace.port.WallClock;
import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.runtime.checkpoint.TaskKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Lets tasks run when nothing that an earlier owner did can still surprise them. In this order: own transactional ids were
 * fenced before the gate was built; (1) the committed positions of all inputs are read, which waits until no transaction is
 * pending on them; (2) only then the ends of changelogs and checkpoint are captured; (3) both are read, committed records
 * only, until the position reaches those ends. Many tasks are read at once.
 */
public final class RecoveryGate implements Recovery {

    private final Admin admin;
    private final CommittedOffsets committed;
    private final CheckpointTopic checkpoints;
    private final LogReader reader;
    private final WaitWatch watch;
    private final Jobs jobs;
    private final WallClock clock;
    private final long tombstoneRetentionMs;

    private final List<Capture> captures = new ArrayList<>();
    private final List<TaskRecovery> recoveries = new ArrayList<>();

    /**
     * A gate, which closes {@code admin} and {@code consumer} with itself.
     *
     * @param consumer reads changelogs and checkpoints; belongs to no group and reads committed records
     * @param waiting told now and then what a task waits for
     * @param tombstoneRetentionMs {@code delete.retention.ms} of the changelogs
     */
    public RecoveryGate(
            Admin admin,
            CommittedOffsets committed,
            CheckpointTopic checkpoints,
            Consumer<byte[], byte[]> consumer,
            Jobs jobs,
            WallClock clock,
            Waiting waiting,
            long tombstoneRetentionMs) {
        this.admin = admin;
        this.committed = committed;
        this.checkpoints = checkpoints;
        this.reader = new LogReader(consumer);
        this.jobs = jobs;
        this.clock = clock;
        this.watch = new WaitWatch(clock, waiting);
        this.tombstoneRetentionMs = tombstoneRetentionMs;
    }

    /** Where the committed positions of inputs are asked for; waits until they are stable. */
    @FunctionalInterface
    public interface CommittedOffsets {

        /** The committed offsets; partitions without one are left out. */
        Map<TopicPartition, Long> of(Set<TopicPartition> partitions);
    }

    /** Hears of a task that waits for a transaction of somebody else. */
    @FunctionalInterface
    public interface Waiting {

        /** The task waits, and why, for how long, and what to do about it. */
        void waits(TaskKey task, String why);
    }

    @Override
    public void admit(RecoveryRequest request) {
        Map<TopicPartition, Long> groupOffsets = groupOffsets(request);
        Set<TopicPartition> logs = new HashSet<>();
        logs.add(checkpoints.partitionOf(request.task()));
        request.stores().forEach(store -> logs.add(store.changelog()));
        captures.add(
                new Capture(request, groupOffsets, jobs.start("recovery.ends", () -> LogBounds.capture(admin, logs))));
    }

    private Map<TopicPartition, Long> groupOffsets(RecoveryRequest request) {
        if (request.inputs().isEmpty()) {
            return Map.of();
        }
        watch.begin(request.inputs());
        try {
            Map<TopicPartition, Long> groupOffsets = committed.of(request.inputs());
            watch.forget(request.inputs());
            return groupOffsets;
        } catch (TimeoutException e) {
            watch.offsetsArePending(request.task(), request.inputs());
            throw e;
        }
    }

    @Override
    public void giveUp(Set<TopicPartition> inputs) {
        watch.forget(inputs);
    }

    @Override
    public void drop(TaskKey task) {
        captures.removeIf(capture -> capture.request.task().equals(task));
        for (Iterator<TaskRecovery> each = recoveries.iterator(); each.hasNext(); ) {
            TaskRecovery recovery = each.next();
            if (recovery.request().task().equals(task)) {
                reader.removeIf(recovery::owns);
                watch.forget(recovery.logs());
                each.remove();
            }
        }
    }

    @Override
    public List<Recovered> advance(Duration budget) {
        if (isIdle()) {
            return List.of();
        }
        startCaptured();
        reader.advance(budget);
        recoveries.forEach(recovery -> recovery.watchedBy(watch, reader));
        List<Recovered> recovered = new ArrayList<>();
        for (Iterator<TaskRecovery> each = recoveries.iterator(); each.hasNext(); ) {
            TaskRecovery recovery = each.next();
            if (recovery.isDone()) {
                recovered.add(recovery.result());
                each.remove();
            }
        }
        return recovered;
    }

    @Override
    public boolean isIdle() {
        return captures.isEmpty() && recoveries.isEmpty();
    }

    /** How many changelog and checkpoint records were read since the start. */
    public long recordsRead() {
        return reader.recordsRead();
    }

    @Override
    public long remaining() {
        return reader.remaining();
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }

    private void startCaptured() {
        for (Iterator<Capture> each = captures.iterator(); each.hasNext(); ) {
            Capture capture = each.next();
            if (capture.bounds.isDone()) {
                each.remove();
                TaskRecovery recovery = recovery(capture, bounds(capture.bounds));
                recoveries.add(recovery);
                recovery.readFrom(reader);
            }
        }
    }

    private TaskRecovery recovery(Capture capture, LogBounds bounds) {
        RecoveryRequest request = capture.request;
        long nowMs = clock.nowMs();
        return new TaskRecovery(
                request,
                capture.groupOffsets,
                new CheckpointReplay(checkpoints, request.task(), bounds),
                request.stores().stream()
                        .map(store -> new StoreReplay(store, bounds, tombstoneRetentionMs, nowMs))
                        .toList());
    }

    private static LogBounds bounds(Job<LogBounds> job) {
        try {
            return job.result();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new KafkaException("Cannot capture the ends of changelogs and checkpoint", e);
        }
    }

    private record Capture(RecoveryRequest request, Map<TopicPartition, Long> groupOffsets, Job<LogBounds> bounds) {}
}
