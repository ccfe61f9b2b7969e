package dev.headrace.runtime.task;

import dev.headrace.common.RecordMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The input record that a task processes now. Its metadata is made only for those who ask. */
final class CurrentRecord {

    private @Nullable ConsumerRecord<byte[], byte[]> raw;
    private @Nullable RecordMetadata origin;

    void enter(ConsumerRecord<byte[], byte[]> input) {
        raw = input;
        origin = null;
    }

    void enter(@Nullable RecordMetadata metadata) {
        raw = null;
        origin = metadata;
    }

    void leave() {
        raw = null;
        origin = null;
    }

    @Nullable
    RecordMetadata metadata() {
        if (origin == null && raw != null) {
            origin = new Origin(raw.topic(), raw.partition(), raw.offset());
        }
        return origin;
    }

    /** The input record itself, null outside of one. */
    @Nullable
    ConsumerRecord<byte[], byte[]> raw() {
        return raw;
    }

    /** Where it stands, for messages. */
    String describe() {
        RecordMetadata metadata = metadata();
        return metadata == null
                ? "no input record"
                : metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset();
    }
}
