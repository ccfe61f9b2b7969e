package dev.headrace.testkit;

import java.time.Instant;
import java.util.Objects;
import java.util.StringJoiner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record that a test pipes into a topic or reads from one. Two are equal if all their parts are. */
public class TestRecord<K, V> {

    private final Headers headers;
    private final @Nullable K key;
    private final @Nullable V value;
    private final @Nullable Instant recordTime;

    /**
     * @param headers are copied; null for none
     * @param recordTime null for the time that the input topic gives it
     */
    public TestRecord(@Nullable K key, @Nullable V value, @Nullable Headers headers, @Nullable Instant recordTime) {
        this.key = key;
        this.value = value;
        this.headers = new RecordHeaders(headers);
        this.recordTime = recordTime;
    }

    /**
     * @param headers are copied; null for none
     * @param timestampMs milliseconds since 1970; null for the time that the input topic gives it
     * @throws IllegalArgumentException if the timestamp is negative
     */
    public TestRecord(@Nullable K key, @Nullable V value, @Nullable Headers headers, @Nullable Long timestampMs) {
        this(key, value, headers, instant(timestampMs));
    }

    /** A record without headers. */
    public TestRecord(@Nullable K key, @Nullable V value, Instant recordTime) {
        this(key, value, null, recordTime);
    }

    /** A record to which the input topic gives a time. */
    public TestRecord(@Nullable K key, @Nullable V value, Headers headers) {
        this(key, value, headers, (Instant) null);
    }

    /** A record without headers, to which the input topic gives a time. */
    public TestRecord(@Nullable K key, @Nullable V value) {
        this(key, value, null, (Instant) null);
    }

    /** A record without key and headers, to which the input topic gives a time. */
    public TestRecord(@Nullable V value) {
        this(null, value);
    }

    /** What a consumer received. */
    public TestRecord(ConsumerRecord<K, V> record) {
        this(record.key(), record.value(), record.headers(), (Long) record.timestamp());
    }

    /** What a producer would send. */
    public TestRecord(ProducerRecord<K, V> record) {
        this(record.key(), record.value(), record.headers(), record.timestamp());
    }

    private static @Nullable Instant instant(@Nullable Long timestampMs) {
        if (timestampMs == null) {
            return null;
        }
        if (timestampMs < 0) {
            throw new IllegalArgumentException(
                    "Cannot make a record at " + timestampMs + " ms: its timestamp is negative");
        }
        return Instant.ofEpochMilli(timestampMs);
    }

    /** The headers. */
    public Headers headers() {
        return headers;
    }

    /** The key. */
    public @Nullable K key() {
        return key;
    }

    /** The value. */
    public @Nullable V value() {
        return value;
    }

    /** Milliseconds since 1970; null if the record has no time of its own. */
    public @Nullable Long timestamp() {
        return recordTime == null ? null : recordTime.toEpochMilli();
    }

    /** As {@link #headers()}. */
    public Headers getHeaders() {
        return headers;
    }

    /** As {@link #key()}. */
    public @Nullable K getKey() {
        return key;
    }

    /** As {@link #value()}. */
    public @Nullable V getValue() {
        return value;
    }

    /** The time; null if the record has none of its own. */
    public @Nullable Instant getRecordTime() {
        return recordTime;
    }

    @Override
    public String toString() {
        return new StringJoiner(", ", "TestRecord[", "]")
                .add("key=" + key)
                .add("value=" + value)
                .add("headers=" + headers)
                .add("recordTime=" + recordTime)
                .toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TestRecord<?, ?> that
                        && headers.equals(that.headers)
                        && Objects.equals(key, that.key)
                        && Objects.equals(value, that.value)
                        && Objects.equals(recordTime, that.recordTime));
    }

    @Override
    public int hashCode() {
        return Objects.hash(headers, key, value, recordTime);
    }
}
