package dev.headrace.processor;

import dev.headrace.errors.StreamsException;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record whose key cannot be changed, so that what becomes of it stays in its partition. */
public final class FixedKeyRecord<K, V> {

    private final @Nullable K key;
    private final @Nullable V value;
    private final long timestamp;
    private final Headers headers;

    FixedKeyRecord(@Nullable K key, @Nullable V value, long timestamp, @Nullable Headers headers) {
        if (timestamp < 0) {
            throw Record.negativeTimestamp(timestamp);
        }
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
        this.headers = new RecordHeaders(headers);
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
        return headers;
    }

    /** A copy with another value. */
    public <NewV> FixedKeyRecord<K, NewV> withValue(@Nullable NewV value) {
        return new FixedKeyRecord<>(key, value, timestamp, headers);
    }

    /**
     * A copy with another timestamp.
     *
     * @throws StreamsException if the timestamp is negative
     */
    public FixedKeyRecord<K, V> withTimestamp(long timestamp) {
        return new FixedKeyRecord<>(key, value, timestamp, headers);
    }

    /** A copy with a copy of other headers; null for none. */
    public FixedKeyRecord<K, V> withHeaders(@Nullable Headers headers) {
        return new FixedKeyRecord<>(key, value, timestamp, headers);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof FixedKeyRecord<?, ?> that
                        && timestamp == that.timestamp
                        && Objects.equals(key, that.key)
                        && Objects.equals(value, that.value)
                        && headers.equals(that.headers));
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value, timestamp, headers);
    }

    @Override
    public String toString() {
        return "FixedKeyRecord{key=" + key + ", value=" + value + ", timestamp=" + timestamp + ", headers=" + headers
                + "}";
    }
}
