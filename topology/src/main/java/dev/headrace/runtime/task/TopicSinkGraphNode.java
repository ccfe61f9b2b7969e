package dev.headrace.runtime.task;

import dev.headrace.errors.StreamsException;
import dev.headrace.kafka.RecordSender;
import dev.headrace.processor.Record;
import dev.headrace.processor.StreamPartitioner;
import dev.headrace.processor.TopicNameExtractor;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Where records leave for a topic: encodes and sends them. */
final class TopicSinkGraphNode extends GraphNode {

    private static final Callback UNHEARD = (metadata, exception) -> {};

    private final TopicNameExtractor<Object, Object> topics;
    private final Serializer<Object> keySerializer;
    private final Serializer<Object> valueSerializer;
    private final @Nullable StreamPartitioner<Object, Object> partitioner;
    private final RecordSender sender;
    private final TaskState task;
    private final TaskCounters.Count written;
    private final FailurePolicy failures;

    TopicSinkGraphNode(
            String name,
            TopicNameExtractor<Object, Object> topics,
            Serializer<Object> keySerializer,
            Serializer<Object> valueSerializer,
            @Nullable StreamPartitioner<Object, Object> partitioner,
            TaskState task,
            FailurePolicy failures) {
        super(name);
        this.topics = topics;
        this.keySerializer = keySerializer;
        this.valueSerializer = valueSerializer;
        this.partitioner = partitioner;
        this.sender = task.services().sender();
        this.task = task;
        this.written = task.counters().written(name);
        this.failures = failures;
    }

    @Override
    void process(Record<Object, Object> record) {
        String topic;
        byte[] key;
        byte[] value;
        Optional<Set<Integer>> partitions;
        try {
            topic = topics.extract(record.key(), record.value(), new SinkRecordContext(task.current(), record));
            key = keySerializer.serialize(topic, record.headers(), record.key());
            value = valueSerializer.serialize(topic, record.headers(), record.value());
            partitions = partitioner == null
                    ? Optional.empty()
                    : partitioner.partitions(topic, record.key(), record.value(), sender.partitionCount(topic));
        } catch (ClassCastException e) {
            throw failures.failed(name(), new StreamsException(mismatch(record), e));
        } catch (RuntimeException e) {
            throw failures.failed(name(), e);
        }
        if (partitions.isEmpty()) {
            send(topic, null, record, key, value);
            return;
        }
        for (Integer partition : partitions.get()) {
            send(topic, partition, record, key, value);
        }
    }

    @Override
    void close() {
        keySerializer.close();
        valueSerializer.close();
    }

    private void send(
            String topic, @Nullable Integer partition, Record<Object, Object> record, byte[] key, byte[] value) {
        sender.send(new ProducerRecord<>(topic, partition, record.timestamp(), key, value, record.headers()), UNHEARD);
        written.add();
    }

    private String mismatch(Record<Object, Object> record) {
        return "Cannot encode a record of key " + typeOf(record.key()) + " and value " + typeOf(record.value())
                + " with " + keySerializer.getClass().getName() + " and "
                + valueSerializer.getClass().getName()
                + ": give the sink serializers that fit, or change the default serdes";
    }

    private static String typeOf(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }
}
