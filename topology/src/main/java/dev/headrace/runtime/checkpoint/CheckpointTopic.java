package dev.headrace.runtime.checkpoint;

import dev.headrace.common.Lookup;
import dev.headrace.sink.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The compacted topic that holds the checkpoints of an application. All records of a task stand in one partition, that of
 * its number, so that they are read back without reading those of others.
 */
public final class CheckpointTopic {

    private static final Duration POLL_MAX = Duration.ofMillis(100);

    private final String name;
    private final int partitions;
    private final Supplier<Consumer<byte[], byte[]>> readers;

    /**
     * The topic of this name.
     *
     * @param readers makes consumers that belong to no group and read committed records
     */
    public CheckpointTopic(String name, int partitions, Supplier<Consumer<byte[], byte[]>> readers) {
        this.name = name;
        this.partitions = partitions;
        this.readers = readers;
    }

    /** The name of the checkpoint topic of an application. */
    public static String nameFor(String applicationId) {
        return applicationId + "-checkpoint";
    }

    /** The partition that holds the records of {@code task}. */
    public TopicPartition partitionOf(TaskKey task) {
        return new TopicPartition(name, CheckpointKey.task(task).partition(partitions));
    }

    /** Every partition. */
    public List<TopicPartition> allPartitions() {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
    }

    /** The record that says where a task stands. */
    public ProducerRecord<byte[], byte[]> record(TaskKey task, TaskCheckpoint checkpoint) {
        return record(task, CheckpointKey.task(task), checkpoint);
    }

    /** The record of what one sink of a task staged and nobody confirmed published. */
    public ProducerRecord<byte[], byte[]> record(TaskKey task, String sink, List<Receipt> outstanding) {
        return record(
                task,
                CheckpointKey.sink(task, sink),
                new SinkCheckpoint(outstanding.stream()
                        .map(receipt -> new SinkCheckpoint.Unpublished(receipt.epoch(), receipt.json()))
                        .toList()));
    }

    /** Tells {@code visitor} what {@code record} says of a task, if anything. */
    public static void read(ConsumerRecord<byte[], byte[]> record, Visitor visitor) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        CheckpointKey key = CheckpointKey.decode(record.key());
        if (key.kind() == CheckpointKey.Kind.TASK) {
            visitor.task(key.task(), CheckpointCodec.decodeTask(key, value));
        } else if (key.kind() == CheckpointKey.Kind.SINK) {
            visitor.receipts(
                    key.task(),
                    key.name(),
                    CheckpointCodec.decodeSink(key, value).unpublished().stream()
                            .map(receipt -> new Receipt(receipt.epoch(), receipt.receipt()))
                            .toList());
        }
    }

    /** Told what a record says. */
    public interface Visitor {

        /** Where the task stands. */
        void task(TaskKey task, TaskCheckpoint checkpoint);

        /** What a sink staged and nobody confirmed published. */
        void receipts(TaskKey task, String sink, List<Receipt> receipts);
    }

    /**
     * Whether the last committed record of {@code task} carries {@code token}. Reads from {@code fromOffset} to the end that
     * the partition has now, waiting for transactions that are pending on it. Blocks.
     */
    public boolean holds(TaskKey task, CommitToken token, long fromOffset) {
        TopicPartition partition = partitionOf(task);
        LastToken last = new LastToken(task);
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            reader.assign(Set.of(partition));
            reader.seek(partition, fromOffset);
            while (reader.position(partition) <= fromOffset) {
                reader.poll(POLL_MAX).records(partition).forEach(record -> read(record, last));
            }
            long end = Lookup.in(reader.endOffsets(Set.of(partition)), partition);
            while (reader.position(partition) < end) {
                reader.poll(POLL_MAX).records(partition).forEach(record -> read(record, last));
            }
        }
        return token.equals(last.token);
    }

    private ProducerRecord<byte[], byte[]> record(TaskKey task, CheckpointKey key, Checkpoint value) {
        TopicPartition partition = partitionOf(task);
        return new ProducerRecord<>(
                partition.topic(), partition.partition(), key.encode(), CheckpointCodec.encode(value));
    }

    private static final class LastToken implements Visitor {
        private final TaskKey of;
        private @Nullable CommitToken token;

        private LastToken(TaskKey of) {
            this.of = of;
        }

        @Override
        public void task(TaskKey task, TaskCheckpoint checkpoint) {
            if (task.equals(of)) {
                token = checkpoint.token();
            }
        }

        @Override
        public void receipts(TaskKey task, String sink, List<Receipt> receipts) {}
    }
}
