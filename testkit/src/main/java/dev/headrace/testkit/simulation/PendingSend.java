package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.NewRecord;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record that was sent and is not acknowledged yet. Whoever waits for it makes the network move. */
final class PendingSend implements Future<RecordMetadata> {

    private static final long UNKNOWN = -1;

    private final TopicPartition partition;
    private final NewRecord record;
    private final int keyBytes;
    private final int valueBytes;
    private final @Nullable Callback callback;
    private final Runnable delivery;
    private @Nullable RecordMetadata metadata;
    private @Nullable RuntimeException error;

    PendingSend(
            TopicPartition partition,
            NewRecord record,
            int keyBytes,
            int valueBytes,
            @Nullable Callback callback,
            Runnable delivery) {
        this.partition = partition;
        this.record = record;
        this.keyBytes = keyBytes;
        this.valueBytes = valueBytes;
        this.callback = callback;
        this.delivery = delivery;
    }

    TopicPartition partition() {
        return partition;
    }

    NewRecord record() {
        return record;
    }

    int sizeInBytes() {
        return Math.max(0, keyBytes) + Math.max(0, valueBytes);
    }

    void acknowledge(long offset) {
        RecordMetadata acknowledged =
                new RecordMetadata(partition, offset, 0, record.timestampMs(), keyBytes, valueBytes);
        metadata = acknowledged;
        call(acknowledged, null);
    }

    void fail(RuntimeException reason) {
        error = reason;
        call(new RecordMetadata(partition, UNKNOWN, -1, UNKNOWN, -1, -1), reason);
    }

    private void call(RecordMetadata result, @Nullable RuntimeException reason) {
        if (callback == null) {
            return;
        }
        try {
            callback.onCompletion(result, reason);
        } catch (RuntimeException ignored) {
            // A real producer logs what a callback throws, and goes on.
        }
    }

    @Override
    public RecordMetadata get() throws ExecutionException {
        if (!isDone()) {
            delivery.run();
        }
        RuntimeException failed = error;
        if (failed != null) {
            throw new ExecutionException(failed);
        }
        RecordMetadata acknowledged = metadata;
        if (acknowledged == null) {
            throw new IllegalStateException("Cannot wait for a record sent to " + partition + ": it is not on its way");
        }
        return acknowledged;
    }

    @Override
    public RecordMetadata get(long timeout, TimeUnit unit) throws ExecutionException {
        return get();
    }

    @Override
    public boolean isDone() {
        return metadata != null || error != null;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}
