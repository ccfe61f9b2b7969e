package dev.headrace.state;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Marks a store of bytes whose values start with a timestamp of eight bytes. */
public interface TimestampedBytesStore {

    /** Puts the timestamp "unknown" before a value that has none; null stays null. */
    static byte @Nullable [] convertToTimestampedFormat(byte @Nullable [] plainValue) {
        if (plainValue == null) {
            return null;
        }
        return ByteBuffer.allocate(Long.BYTES + plainValue.length)
                .putLong(ConsumerRecord.NO_TIMESTAMP)
                .put(plainValue)
                .array();
    }
}
