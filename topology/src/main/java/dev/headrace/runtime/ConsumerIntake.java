package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.errors.StreamsException;
import dev.headrace.runtime.task.TopicInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The worker's consumer. Positions are the engine's own: a partition that is assigned stays paused until its task says
 * where to begin, and the consumer never looks for a position itself.
 */
final class ConsumerIntake implements Intake {

    private static final int QUEUED_RECORDS_MAX = 4_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, TopicInput> inputs = new HashMap<>();

    ConsumerIntake(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Joins the group to read {@code topics}, if there are any. */
    @Override
    public void subscribe(Collection<String> topics, Membership members) {
        if (topics.isEmpty()) {
            return;
        }
        consumer.subscribe(topics, new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                hold(partitions);
                members.assigned(Set.copyOf(partitions));
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                if (!partitions.isEmpty()) {
                    members.revoked(Set.copyOf(partitions));
                }
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                if (!partitions.isEmpty()) {
                    members.lost(Set.copyOf(partitions));
                }
            }
        });
    }

    @Override
    public int poll(Duration budget) {
        if (consumer.subscription().isEmpty()) {
            return 0;
        }
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(budget);
        } catch (OffsetOutOfRangeException e) {
            throw new StreamsException(
                    "Cannot read on from " + e.offsetOutOfRangePartitions()
                            + ": the topic no longer holds these offsets, so records were lost before they were processed."
                            + " Raise the topic's retention; to go on without them, reset the offsets of the application",
                    e);
        } catch (KafkaException e) {
            throw e.getCause() instanceof StreamsException ours ? ours : e;
        }
        for (TopicPartition partition : records.partitions()) {
            TopicInput input = inputs.get(partition);
            if (input != null) {
                input.enqueue(records.records(partition));
            }
        }
        noteProgress();
        return records.count();
    }

    @Override
    public void begin(TopicInput input) {
        inputs.put(input.partition(), input);
        consumer.seek(input.partition(), input.nextOffset());
        consumer.resume(Set.of(input.partition()));
    }

    @Override
    public void forget(Collection<TopicPartition> partitions) {
        inputs.keySet().removeAll(partitions);
    }

    @Override
    public void hold(Collection<TopicPartition> partitions) {
        forget(partitions);
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
    }

    /** As of the last poll. */
    @Override
    public @Nullable ConsumerGroupMetadata membership() {
        return consumer.subscription().isEmpty() ? null : consumer.groupMetadata();
    }

    /** The committed offsets of these partitions; waits while a transaction is pending on them. */
    Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> each :
                consumer.committed(partitions).entrySet()) {
            if (each.getValue() != null) {
                offsets.put(each.getKey(), each.getValue().offset());
            }
        }
        return offsets;
    }

    /** Commits positions to the group, outside of a transaction. */
    void commit(Map<TopicPartition, OffsetAndMetadata> positions) {
        consumer.commitSync(positions);
    }

    Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /** The last stable offset of one partition. */
    long endOffset(TopicPartition partition) {
        return Lookup.in(consumer.endOffsets(Set.of(partition)), partition);
    }

    /** The last stable offsets. */
    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /** Leaves the group, so that others take over at once. */
    @Override
    public void close() {
        consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /** The group finds out by its session timeout. */
    @Override
    public void abandon() {
        consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP)
                .withTimeout(Duration.ZERO));
    }

    private void noteProgress() {
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> hungry = new ArrayList<>();
        Set<TopicPartition> held = consumer.paused();
        for (TopicInput input : inputs.values()) {
            TopicPartition partition = input.partition();
            input.fetched(
                    consumer.position(partition), consumer.currentLag(partition).orElse(0) > 0);
            boolean isFull = input.queued() >= QUEUED_RECORDS_MAX;
            if (isFull != held.contains(partition)) {
                (isFull ? full : hungry).add(partition);
            }
        }
        consumer.pause(full);
        consumer.resume(hungry);
    }
}
