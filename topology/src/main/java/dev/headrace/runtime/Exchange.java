package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.errors.StreamsException;
import dev.headrace.kafka.RecordSender;
import dev.headrace.runtime.task.TopicInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of repartition topics within a process. Each task sends into an outbox of its own, which no other thread
 * touches; {@link #deliver} hands what lies in them to the tasks that read it, outbox by outbox, so that the order in which a
 * task gets its records does not depend on which of its feeders was faster.
 */
final class Exchange implements Intake {

    private final Map<String, Integer> partitionCounts;
    private final Map<Object, Outbox> outboxes = new LinkedHashMap<>();
    private final Map<TopicPartition, TopicInput> inputs = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /** An exchange over these topics and so many partitions of each. */
    Exchange(Map<String, Integer> partitionCounts) {
        this.partitionCounts = Map.copyOf(partitionCounts);
    }

    /** The outbox of one task. */
    RecordSender outbox(Object task) {
        return outboxes.computeIfAbsent(task, any -> new Outbox());
    }

    /** All partitions are there at once, and stay. */
    @Override
    public void subscribe(Collection<String> topics, Membership members) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (String topic : topics) {
            for (int partition = 0; partition < Lookup.in(partitionCounts, topic); partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        members.assigned(partitions);
    }

    @Override
    public int poll(Duration budget) {
        return 0;
    }

    @Override
    public void deliver() {
        outboxes.values().forEach(Outbox::empty);
    }

    @Override
    public void begin(TopicInput input) {
        inputs.put(input.partition(), input);
        deliveredTo(input, input.nextOffset());
    }

    @Override
    public void forget(Collection<TopicPartition> partitions) {
        inputs.keySet().removeAll(partitions);
    }

    /** What is on its way belongs to an epoch that is given up. */
    @Override
    public void hold(Collection<TopicPartition> partitions) {
        forget(partitions);
        outboxes.values().forEach(Outbox::clear);
    }

    @Override
    public @Nullable ConsumerGroupMetadata membership() {
        return null;
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> delivered = new HashMap<>();
        partitions.forEach(partition -> delivered.put(partition, ends.getOrDefault(partition, 0L)));
        return delivered;
    }

    @Override
    public void close() {
        inputs.clear();
        outboxes.clear();
    }

    @Override
    public void abandon() {
        close();
    }

    private void hand(TopicPartition partition, List<ProducerRecord<byte[], byte[]>> sent) {
        TopicInput input = Lookup.in(inputs, partition);
        long offset = Lookup.in(ends, partition);
        List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>(sent.size());
        for (ProducerRecord<byte[], byte[]> record : sent) {
            received.add(received(partition, offset++, record));
        }
        input.enqueue(received);
        deliveredTo(input, offset);
    }

    /** An input ends, for the open epoch, behind what was delivered. */
    private void deliveredTo(TopicInput input, long offset) {
        ends.put(input.partition(), offset);
        input.fetched(offset, false);
        input.planEnd(offset);
    }

    private static ConsumerRecord<byte[], byte[]> received(
            TopicPartition partition, long offset, ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                sent.timestamp(),
                TimestampType.CREATE_TIME,
                sent.key() == null ? ConsumerRecord.NULL_SIZE : sent.key().length,
                sent.value() == null ? ConsumerRecord.NULL_SIZE : sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    /** What one task has sent and nobody has received. */
    private final class Outbox implements RecordSender {

        private final Map<TopicPartition, List<ProducerRecord<byte[], byte[]>>> sent = new LinkedHashMap<>();
        private int turn;

        @Override
        public void send(ProducerRecord<byte[], byte[]> record, Callback acknowledged) {
            sent.computeIfAbsent(new TopicPartition(record.topic(), partition(record)), any -> new ArrayList<>())
                    .add(record);
        }

        @Override
        public int partitionCount(String topic) {
            Integer count = partitionCounts.get(topic);
            if (count == null) {
                throw new StreamsException("Cannot write to topic " + topic
                        + ": the directory commit log has no Kafka. Write to a sink, or use CommitLog.kafka(..)");
            }
            return count;
        }

        /** Kafka's rule: by the bytes of the key; records without one go to each partition in turn. */
        private int partition(ProducerRecord<byte[], byte[]> record) {
            int count = partitionCount(record.topic());
            if (record.partition() != null) {
                return record.partition();
            }
            return record.key() == null
                    ? Math.floorMod(turn++, count)
                    : Utils.toPositive(Utils.murmur2(record.key())) % count;
        }

        private void empty() {
            sent.forEach(Exchange.this::hand);
            sent.clear();
        }

        private void clear() {
            sent.clear();
        }
    }
}
