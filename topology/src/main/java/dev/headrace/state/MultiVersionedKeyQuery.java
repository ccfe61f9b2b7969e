package dev.headrace.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a versioned store for the versions of a key that were valid in a span of time. */
public final class MultiVersionedKeyQuery<K, V> implements Query<VersionedRecordIterator<V>> {

    private final K key;
    private final Optional<Instant> fromTime;
    private final Optional<Instant> toTime;
    private final ResultOrder order;

    private MultiVersionedKeyQuery(K key, Optional<Instant> fromTime, Optional<Instant> toTime, ResultOrder order) {
        this.key = Objects.requireNonNull(key, "key");
        this.fromTime = fromTime;
        this.toTime = toTime;
        this.order = order;
    }

    /** All versions of that key that are kept. */
    public static <K, V> MultiVersionedKeyQuery<K, V> withKey(K key) {
        return new MultiVersionedKeyQuery<>(key, Optional.empty(), Optional.empty(), ResultOrder.ANY);
    }

    /** The same query, for versions valid at that time or later; null is no bound. */
    public MultiVersionedKeyQuery<K, V> fromTime(@Nullable Instant fromTime) {
        return new MultiVersionedKeyQuery<>(key, Optional.ofNullable(fromTime), toTime, order);
    }

    /** The same query, for versions valid at that time or earlier; null is no bound. */
    public MultiVersionedKeyQuery<K, V> toTime(@Nullable Instant toTime) {
        return new MultiVersionedKeyQuery<>(key, fromTime, Optional.ofNullable(toTime), order);
    }

    /** The same query, latest version first. */
    public MultiVersionedKeyQuery<K, V> withDescendingTimestamps() {
        return new MultiVersionedKeyQuery<>(key, fromTime, toTime, ResultOrder.DESCENDING);
    }

    /** The same query, earliest version first. */
    public MultiVersionedKeyQuery<K, V> withAscendingTimestamps() {
        return new MultiVersionedKeyQuery<>(key, fromTime, toTime, ResultOrder.ASCENDING);
    }

    /** The key. */
    public K key() {
        return key;
    }

    /** The start of the span, included; empty if there is no bound. */
    public Optional<Instant> fromTime() {
        return fromTime;
    }

    /** The end of the span, included; empty if there is no bound. */
    public Optional<Instant> toTime() {
        return toTime;
    }

    /** The order of the versions. */
    public ResultOrder resultOrder() {
        return order;
    }

    @Override
    public String toString() {
        return "MultiVersionedKeyQuery{key=" + key + ", fromTime=" + fromTime + ", toTime=" + toTime + ", order="
                + order + "}";
    }
}
