package dev.headrace.benchmarks.contestant;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Measures one run: from the first value that is deserialised to the moment when the group's committed offsets have
 * reached the end of the input, which the output reaches in the same transaction.
 */
final class Meter {

    private static final long STALLED_AFTER_NS = TimeUnit.MINUTES.toNanos(2);

    private final LongAdder seen = new LongAdder();
    private final AtomicReference<@Nullable ProcessCost> begin = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Deserialises values and notes that a record has been seen: all contestants read through it. */
    Deserializer<String> deserializer() {
        return new StringDeserializer() {
            @Override
            public String deserialize(String topic, byte[] data) {
                noteRecord();
                return super.deserialize(topic, data);
            }

            @Override
            public String deserialize(String topic, Headers headers, ByteBuffer data) {
                noteRecord();
                return super.deserialize(topic, headers, data);
            }
        };
    }

    /** Ends the run, because the contestant has failed. */
    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /**
     * Waits until everything is committed.
     *
     * @param ends where the input's partitions end
     * @throws IllegalStateException if the contestant fails, or makes no progress for two minutes
     */
    Measurement awaitCommitted(Admin admin, String groupId, Map<TopicPartition, Long> ends) throws Exception {
        long records = ends.values().stream().mapToLong(Long::longValue).sum();
        awaitSeen(records);
        while (!isCommitted(admin, groupId, ends)) {
            pause(5);
        }
        ProcessCost end = ProcessCost.now();
        ProcessCost first = begin.get();
        return end.since(first == null ? end : first, records);
    }

    private void noteRecord() {
        if (begin.get() == null) {
            begin.compareAndSet(null, ProcessCost.now());
        }
        seen.increment();
    }

    private void awaitSeen(long records) {
        long seenBefore = -1;
        long changedAtNs = System.nanoTime();
        while (seen.sum() < records) {
            if (seen.sum() != seenBefore) {
                seenBefore = seen.sum();
                changedAtNs = System.nanoTime();
            } else if (System.nanoTime() - changedAtNs > STALLED_AFTER_NS) {
                throw new IllegalStateException(
                        "Cannot finish the run: no progress for two minutes after " + seenBefore + " of " + records);
            }
            pause(20);
        }
    }

    private boolean isCommitted(Admin admin, String groupId, Map<TopicPartition, Long> ends) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(groupId)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata reached = committed.get(end.getKey());
            return reached != null ? reached.offset() >= end.getValue() : end.getValue() == 0;
        });
    }

    private void pause(long ms) {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("Cannot finish the run: the contestant has failed", cause);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}
