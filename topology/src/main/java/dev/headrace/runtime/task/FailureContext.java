package dev.headrace.runtime.task;

import dev.headrace.common.TaskId;
import dev.headrace.processor.ErrorHandlerContext;
import dev.headrace.processor.Record;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Where user code failed, as exception handlers are told. Without an input record the place is empty. */
record FailureContext(
        String processorNodeId,
        TaskId taskId,
        CurrentRecord current,
        @Nullable Record<?, ?> record) implements ErrorHandlerContext {

    @Override
    public @Nullable String topic() {
        var metadata = current.metadata();
        return metadata == null ? null : metadata.topic();
    }

    @Override
    public int partition() {
        var metadata = current.metadata();
        return metadata == null ? -1 : metadata.partition();
    }

    @Override
    public long offset() {
        var metadata = current.metadata();
        return metadata == null ? -1 : metadata.offset();
    }

    @Override
    public Headers headers() {
        ConsumerRecord<byte[], byte[]> raw = current.raw();
        if (record != null) {
            return record.headers();
        }
        return raw == null ? new RecordHeaders() : raw.headers();
    }

    @Override
    public long timestamp() {
        ConsumerRecord<byte[], byte[]> raw = current.raw();
        if (record != null) {
            return record.timestamp();
        }
        return raw == null ? ConsumerRecord.NO_TIMESTAMP : raw.timestamp();
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
