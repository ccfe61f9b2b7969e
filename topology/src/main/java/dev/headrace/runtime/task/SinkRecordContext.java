package dev.headrace.runtime.task;

import dev.headrace.common.RecordMetadata;
import dev.headrace.processor.Record;
import dev.headrace.processor.RecordContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record at a sink, together with the input record that it came of. */
record SinkRecordContext(CurrentRecord current, Record<?, ?> record) implements RecordContext {

    @Override
    public @Nullable String topic() {
        RecordMetadata metadata = current.metadata();
        return metadata == null ? null : metadata.topic();
    }

    @Override
    public int partition() {
        RecordMetadata metadata = current.metadata();
        return metadata == null ? -1 : metadata.partition();
    }

    @Override
    public long offset() {
        RecordMetadata metadata = current.metadata();
        return metadata == null ? -1 : metadata.offset();
    }

    @Override
    public long timestamp() {
        return record.timestamp();
    }

    @Override
    public Headers headers() {
        return record.headers();
    }

    @Override
    public byte @Nullable [] sourceRawKey() {
        ConsumerRecord<byte[], byte[]> raw = current.raw();
        return raw == null ? null : raw.key();
    }

    @Override
    public byte @Nullable [] sourceRawValue() {
        ConsumerRecord<byte[], byte[]> raw = current.raw();
        return raw == null ? null : raw.value();
    }
}
