package dev.headrace.state;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value of a versioned store and the time for which it is valid. Timestamps are milliseconds since 1970. */
public final class VersionedRecord<V> {

    private final V value;
    private final long timestamp;
    private final Optional<Long> validTo;

    /** The latest version. */
    public VersionedRecord(V value, long timestamp) {
        this(value, timestamp, Optional.empty());
    }

    /** A version that was followed by another at {@code validTo}. */
    public VersionedRecord(V value, long timestamp, long validTo) {
        this(value, timestamp, Optional.of(validTo));
    }

    private VersionedRecord(V value, long timestamp, Optional<Long> validTo) {
        this.value = Objects.requireNonNull(value, "value");
        this.timestamp = timestamp;
        this.validTo = validTo;
    }

    /** The value, never null. */
    public V value() {
        return value;
    }

    /** Since when the value is valid, included. */
    public long timestamp() {
        return timestamp;
    }

    /** Until when the value is valid, excluded; empty if it is the latest version. */
    public Optional<Long> validTo() {
        return validTo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof VersionedRecord<?> that
                        && timestamp == that.timestamp
                        && validTo.equals(that.validTo)
                        && value.equals(that.value));
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, timestamp, validTo);
    }

    @Override
    public String toString() {
        return "<" + value + "," + timestamp + "," + validTo + ">";
    }
}
