package dev.headrace.runtime.restore;

import dev.headrace.common.Lookup;
import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.sink.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Finds the last checkpoint of one task. */
final class CheckpointReplay implements Replay {

    private final CheckpointTopic topic;
    private final TaskKey task;
    private final LogBounds bounds;

    private @Nullable TaskCheckpoint checkpoint;
    private Map<String, List<Receipt>> receipts = new HashMap<>();
    private boolean done;

    CheckpointReplay(CheckpointTopic topic, TaskKey task, LogBounds bounds) {
        this.topic = topic;
        this.task = task;
        this.bounds = bounds;
    }

    @Override
    public TopicPartition partition() {
        return topic.partitionOf(task);
    }

    @Override
    public long from() {
        return Lookup.in(bounds.first(), partition());
    }

    @Override
    public long end() {
        return Lookup.in(bounds.end(), partition());
    }

    @Override
    public void accept(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            CheckpointTopic.read(record, new CheckpointTopic.Visitor() {
                @Override
                public void task(TaskKey of, TaskCheckpoint found) {
                    if (of.equals(task)) {
                        checkpoint = found;
                    }
                }

                @Override
                public void receipts(TaskKey of, String sink, List<Receipt> found) {
                    if (of.equals(task)) {
                        receipts.put(sink, found);
                    }
                }
            });
        }
    }

    @Override
    public void startOver() {
        checkpoint = null;
        receipts = new HashMap<>();
    }

    @Override
    public void done() {
        done = true;
    }

    boolean isDone() {
        return done;
    }

    /** The last checkpoint, null for a task that never committed. */
    @Nullable
    TaskCheckpoint checkpoint() {
        return checkpoint;
    }

    /** What was not confirmed published, by sink. */
    Map<String, List<Receipt>> receipts() {
        return receipts;
    }
}
