package dev.headrace.state;

import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A value with timestamp (milliseconds since 1970) and headers of the record that set it. */
public final class ValueTimestampHeaders<V> {

    private final @Nullable V value;
    private final long timestamp;
    private final Headers headers;

    private ValueTimestampHeaders(@Nullable V value, long timestamp, @Nullable Headers headers) {
        this.value = value;
        this.timestamp = timestamp;
        this.headers = headers == null ? new RecordHeaders() : headers;
    }

    /** Joins the three; null if the value is null. Null headers are empty headers. */
    public static <V> @Nullable ValueTimestampHeaders<V> make(
            @Nullable V value, long timestamp, @Nullable Headers headers) {
        return value == null ? null : new ValueTimestampHeaders<>(value, timestamp, headers);
    }

    /** Joins the three, also if the value is null. Null headers are empty headers. */
    public static <V> ValueTimestampHeaders<V> makeAllowNullable(
            @Nullable V value, long timestamp, @Nullable Headers headers) {
        return new ValueTimestampHeaders<>(value, timestamp, headers);
    }

    /** The value; null if there is none. */
    public static <V> @Nullable V getValueOrNull(@Nullable ValueTimestampHeaders<V> valueTimestampHeaders) {
        return valueTimestampHeaders == null ? null : valueTimestampHeaders.value;
    }

    /** The value; null only if made by {@link #makeAllowNullable}. */
    public @Nullable V value() {
        return value;
    }

    /** Milliseconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    /** The headers. */
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ValueTimestampHeaders<?> that
                        && timestamp == that.timestamp
                        && Objects.equals(value, that.value)
                        && headers.equals(that.headers));
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, timestamp, headers);
    }

    @Override
    public String toString() {
        return "<" + value + "," + timestamp + "," + headers + ">";
    }
}
