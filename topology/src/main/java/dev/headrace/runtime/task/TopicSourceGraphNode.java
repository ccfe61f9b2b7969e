package dev.headrace.runtime.task;

import dev.headrace.processor.FailOnInvalidTimestamp;
import dev.headrace.processor.Record;
import dev.headrace.processor.TimestampExtractor;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Where the records of topics enter the graph: decodes them. */
final class TopicSourceGraphNode extends GraphNode {

    private final Deserializer<?> keyDeserializer;
    private final Deserializer<?> valueDeserializer;
    private final TimestampExtractor timestamps;
    private final FailurePolicy failures;
    private final CurrentRecord current;

    TopicSourceGraphNode(
            String name,
            Deserializer<?> keyDeserializer,
            Deserializer<?> valueDeserializer,
            TimestampExtractor timestamps,
            FailurePolicy failures,
            CurrentRecord current) {
        super(name);
        this.keyDeserializer = keyDeserializer;
        this.valueDeserializer = valueDeserializer;
        this.timestamps = timestamps;
        this.failures = failures;
        this.current = current;
    }

    /**
     * The record behind {@code raw}, or null where it is to be skipped.
     *
     * @param partitionTimeMs the highest timestamp of the partition so far
     */
    @Nullable
    Record<Object, Object> decode(ConsumerRecord<byte[], byte[]> raw, long partitionTimeMs) {
        Object key;
        Object value;
        try {
            key = keyDeserializer.deserialize(raw.topic(), raw.headers(), raw.key());
            value = valueDeserializer.deserialize(raw.topic(), raw.headers(), raw.value());
        } catch (RuntimeException e) {
            current.enter(raw);
            failures.deserializationFailed(name(), raw, e);
            return null;
        }
        long timestampMs = timestampMs(raw, key, value, partitionTimeMs);
        if (timestampMs < 0) {
            failures.skipped();
            return null;
        }
        return new Record<>(key, value, timestampMs, raw.headers());
    }

    @Override
    void process(Record<Object, Object> record) {
        forward(record);
    }

    @Override
    void close() {
        keyDeserializer.close();
        valueDeserializer.close();
    }

    private long timestampMs(ConsumerRecord<byte[], byte[]> raw, Object key, Object value, long partitionTimeMs) {
        if (timestamps.getClass() == FailOnInvalidTimestamp.class && raw.timestamp() >= 0) {
            return raw.timestamp();
        }
        try {
            return timestamps.extract(decoded(raw, key, value), partitionTimeMs);
        } catch (RuntimeException e) {
            current.enter(raw);
            throw failures.failed(name(), e);
        }
    }

    private static ConsumerRecord<Object, Object> decoded(
            ConsumerRecord<byte[], byte[]> raw, Object key, Object value) {
        return new ConsumerRecord<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                raw.timestampType(),
                raw.serializedKeySize(),
                raw.serializedValueSize(),
                key,
                value,
                raw.headers(),
                raw.leaderEpoch(),
                Optional.empty());
    }
}
