package dev.headrace.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value and the timestamp (milliseconds since 1970) of the record that set it. */
public final class ValueAndTimestamp<V> {

    private final @Nullable V value;
    private final long timestamp;

    private ValueAndTimestamp(@Nullable V value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }

    /** Joins the two; null if the value is null. */
    public static <V> @Nullable ValueAndTimestamp<V> make(@Nullable V value, long timestamp) {
        return value == null ? null : new ValueAndTimestamp<>(value, timestamp);
    }

    /** Joins the two, also if the value is null. */
    public static <V> ValueAndTimestamp<V> makeAllowNullable(@Nullable V value, long timestamp) {
        return new ValueAndTimestamp<>(value, timestamp);
    }

    /** The value; null if there is none. */
    public static <V> @Nullable V getValueOrNull(@Nullable ValueAndTimestamp<V> valueAndTimestamp) {
        return valueAndTimestamp == null ? null : valueAndTimestamp.value;
    }

    /** The value; null only if made by {@link #makeAllowNullable}. */
    public @Nullable V value() {
        return value;
    }

    /** Milliseconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ValueAndTimestamp<?> that
                        && timestamp == that.timestamp
                        && Objects.equals(value, that.value));
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, timestamp);
    }

    @Override
    public String toString() {
        return "<" + value + "," + timestamp + ">";
    }
}
