package dev.headrace.state;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for the entries in a range of keys, with the timestamps of the values. */
public final class TimestampedRangeQuery<K, V> implements Query<KeyValueIterator<K, ValueAndTimestamp<V>>> {

    private final Optional<K> lower;
    private final Optional<K> upper;
    private final ResultOrder order;

    private TimestampedRangeQuery(Optional<K> lower, Optional<K> upper, ResultOrder order) {
        this.lower = lower;
        this.upper = upper;
        this.order = order;
    }

    /** Keys between the two, both included; null is no bound. */
    public static <K, V> TimestampedRangeQuery<K, V> withRange(@Nullable K lower, @Nullable K upper) {
        return new TimestampedRangeQuery<>(Optional.ofNullable(lower), Optional.ofNullable(upper), ResultOrder.ANY);
    }

    /** Keys up to the bound, included. */
    public static <K, V> TimestampedRangeQuery<K, V> withUpperBound(K upper) {
        return new TimestampedRangeQuery<>(Optional.empty(), Optional.of(upper), ResultOrder.ANY);
    }

    /** Keys from the bound on, included. */
    public static <K, V> TimestampedRangeQuery<K, V> withLowerBound(K lower) {
        return new TimestampedRangeQuery<>(Optional.of(lower), Optional.empty(), ResultOrder.ANY);
    }

    /** All keys. */
    public static <K, V> TimestampedRangeQuery<K, V> withNoBounds() {
        return new TimestampedRangeQuery<>(Optional.empty(), Optional.empty(), ResultOrder.ANY);
    }

    /** The same query, largest serialised key first in each partition. */
    public TimestampedRangeQuery<K, V> withDescendingKeys() {
        return new TimestampedRangeQuery<>(lower, upper, ResultOrder.DESCENDING);
    }

    /** The same query, smallest serialised key first in each partition. */
    public TimestampedRangeQuery<K, V> withAscendingKeys() {
        return new TimestampedRangeQuery<>(lower, upper, ResultOrder.ASCENDING);
    }

    /** The order of the keys. */
    public ResultOrder resultOrder() {
        return order;
    }

    /** The smallest key, included; empty if there is no bound. */
    public Optional<K> lowerBound() {
        return lower;
    }

    /** The largest key, included; empty if there is no bound. */
    public Optional<K> upperBound() {
        return upper;
    }

    @Override
    public String toString() {
        return "TimestampedRangeQuery{lower=" + lower + ", upper=" + upper + ", order=" + order + "}";
    }
}
