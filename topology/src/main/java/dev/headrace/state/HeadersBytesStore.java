package dev.headrace.state;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Marks a store of bytes whose values start with headers: their size in bytes as a varint, the headers, then the rest of the
 * value.
 */
public interface HeadersBytesStore {

    /** Puts empty headers before a value; null stays null. */
    static byte @Nullable [] convertToHeaderFormat(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        return ByteBuffer.allocate(1 + value.length).put((byte) 0).put(value).array();
    }

    /** Puts empty headers and the timestamp "unknown" before a value that has neither; null stays null. */
    static byte @Nullable [] convertFromPlainToHeaderFormat(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        return ByteBuffer.allocate(1 + Long.BYTES + value.length)
                .put((byte) 0)
                .putLong(ConsumerRecord.NO_TIMESTAMP)
                .put(value)
                .array();
    }
}
