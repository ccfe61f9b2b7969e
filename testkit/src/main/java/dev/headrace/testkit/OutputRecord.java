package dev.headrace.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A record of an output topic as it can be compared. */
record OutputRecord(@Nullable Bytes key, @Nullable Bytes value, long timestampMs, List<String> headers) {

    private static final int LONG_BYTES = 8;

    static OutputRecord of(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key() + "=" + text(wrapped(header.value())));
        }
        return new OutputRecord(wrapped(record.key()), wrapped(record.value()), record.timestamp(), headers);
    }

    private static @Nullable Bytes wrapped(byte @Nullable [] bytes) {
        return bytes == null ? null : Bytes.wrap(bytes);
    }

    OutputRecord withoutTimestamp() {
        return new OutputRecord(key, value, 0, headers);
    }

    @Override
    public String toString() {
        return text(key) + "=" + text(value) + "@" + timestampMs + (headers.isEmpty() ? "" : headers);
    }

    /** What a reader can make of bytes whose serde is not known. */
    static String text(@Nullable Bytes bytes) {
        if (bytes == null) {
            return "null";
        }
        byte[] raw = bytes.get();
        if (raw.length == LONG_BYTES && raw[0] == 0) {
            return Long.toString(java.nio.ByteBuffer.wrap(raw).getLong());
        }
        String text = new String(raw, UTF_8);
        return text.chars().allMatch(each -> each >= ' ' && each != 0xfffd) ? text : bytes.toString();
    }
}
