package dev.headrace.processor;

import dev.headrace.errors.StreamsException;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record on its way through a topology. Immutable but for its headers, of which each record has its own. */
@SuppressWarnings("JavaLangClash") // the name that users of Kafka Streams know
public class Record<K, V> {

    private final @Nullable K key;
    private final @Nullable V value;
    private final long timestamp;
    /** Null where there are none and nobody asked for them: most records have no headers, and every record would copy them. */
    private @Nullable Headers headers;

    /**
     * @param timestamp milliseconds since 1970
     * @param headers are copied; null for none
     * @throws StreamsException if the timestamp is negative
     */
    public Record(@Nullable K key, @Nullable V value, long timestamp, @Nullable Headers headers) {
        if (timestamp < 0) {
            throw negativeTimestamp(timestamp);
        }
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
        this.headers = headers == null || headers.toArray().length == 0 ? null : new RecordHeaders(headers);
    }

    /**
     * A record without headers.
     *
     * @param timestamp milliseconds since 1970
     * @throws StreamsException if the timestamp is negative
     */
    public Record(@Nullable K key, @Nullable V value, long timestamp) {
        this(key, value, timestamp, null);
    }

    static StreamsException negativeTimestamp(long timestamp) {
        return new StreamsException(
                "Cannot make a record: its timestamp is negative",
                new IllegalArgumentException("Timestamp " + timestamp + " ms is negative"));
    }

    /** The key. */
    public @Nullable K key() {
        return key;
    }

    /** The value. */
    public @Nullable V value() {
        return value;
    }

    /** Milliseconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    /** The headers; changes to them change this record only. */
    public Headers headers() {
        Headers own = headers;
        if (own == null) {
            own = new RecordHeaders();
            headers = own;
        }
        return own;
    }

    /** Whether there are headers. */
    public boolean hasHeaders() {
        return headers != null && headers.toArray().length > 0;
    }

    /** A copy with another key. */
    public <NewK> Record<NewK, V> withKey(@Nullable NewK key) {
        return new Record<>(key, value, timestamp, headers);
    }

    /** A copy with another value. */
    public <NewV> Record<K, NewV> withValue(@Nullable NewV value) {
        return new Record<>(key, value, timestamp, headers);
    }

    /**
     * A copy with another timestamp.
     *
     * @throws StreamsException if the timestamp is negative
     */
    public Record<K, V> withTimestamp(long timestamp) {
        return new Record<>(key, value, timestamp, headers);
    }

    /** A copy with a copy of other headers; null for none. */
    public Record<K, V> withHeaders(@Nullable Headers headers) {
        return new Record<>(key, value, timestamp, headers);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (other == null || getClass() != other.getClass()) {
            return false;
        }
        Record<?, ?> that = (Record<?, ?>) other;
        return timestamp == that.timestamp
                && Objects.equals(key, that.key)
                && Objects.equals(value, that.value)
                && headers().equals(that.headers());
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value, timestamp, headers());
    }

    @Override
    public String toString() {
        return "Record{key=" + key + ", value=" + value + ", timestamp=" + timestamp + ", headers=" + headers() + "}";
    }
}
