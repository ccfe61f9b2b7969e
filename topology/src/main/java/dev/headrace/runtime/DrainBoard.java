package dev.headrace.runtime;

import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.runtime.checkpoint.DrainPlan;
import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.sink.Receipt;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the tasks of a draining query, of all workers and processes, have recorded in their checkpoints: which inputs were
 * read to their frozen ends, and who is done. Records from before this start count for nothing.
 */
final class DrainBoard implements AutoCloseable {

    private final Consumer<byte[], byte[]> reader;
    private final Collection<TaskKey> tasks;
    private final long startedAtMs;

    private final Set<TopicPartition> drained = new HashSet<>();
    private final Set<TaskKey> done = new HashSet<>();

    /**
     * A board.
     *
     * @param reader reads committed records, belongs to no group
     * @param tasks every task of the topology
     */
    DrainBoard(
            Consumer<byte[], byte[]> reader, CheckpointTopic checkpoints, Collection<TaskKey> tasks, long startedAtMs) {
        this.reader = reader;
        this.tasks = List.copyOf(tasks);
        this.startedAtMs = startedAtMs;
        List<TopicPartition> partitions = checkpoints.allPartitions();
        reader.assign(partitions);
        reader.beginningOffsets(partitions).forEach(reader::seek);
    }

    /** Reads what was recorded meanwhile. */
    void refresh() {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ZERO)) {
            CheckpointTopic.read(record, new CheckpointTopic.Visitor() {
                @Override
                public void task(TaskKey task, TaskCheckpoint checkpoint) {
                    note(task, checkpoint);
                }

                @Override
                public void receipts(TaskKey task, String sink, List<Receipt> receipts) {}
            });
        }
    }

    /** Whether all of {@code partitions} were read to their frozen ends. */
    boolean areDrained(Collection<TopicPartition> partitions) {
        return drained.containsAll(partitions);
    }

    /** Whether every task is done. */
    boolean isDone() {
        return done.containsAll(tasks);
    }

    @Override
    public void close() {
        reader.close();
    }

    private void note(TaskKey task, TaskCheckpoint checkpoint) {
        DrainPlan plan = checkpoint.drainPlan();
        if (plan == null || checkpoint.committedAtMs() < startedAtMs) {
            return;
        }
        Map<TopicPartition, Long> ends = Positions.ofTopics(plan.ends());
        Map<TopicPartition, Long> positions = Positions.ofTopics(checkpoint.positions());
        ends.forEach((partition, end) -> {
            if (positions.getOrDefault(partition, -1L) >= end) {
                drained.add(partition);
            }
        });
        if (plan.done()) {
            done.add(task);
        }
    }
}
