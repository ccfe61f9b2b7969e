package dev.headrace.state;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for the entries in a range of keys. */
public final class RangeQuery<K, V> implements Query<KeyValueIterator<K, V>> {

    private final Optional<K> lower;
    private final Optional<K> upper;
    private final ResultOrder order;

    private RangeQuery(Optional<K> lower, Optional<K> upper, ResultOrder order) {
        this.lower = lower;
        this.upper = upper;
        this.order = order;
    }

    /** Keys between the two, both included; null is no bound. */
    public static <K, V> RangeQuery<K, V> withRange(@Nullable K lower, @Nullable K upper) {
        return new RangeQuery<>(Optional.ofNullable(lower), Optional.ofNullable(upper), ResultOrder.ANY);
    }

    /** Keys up to the bound, included. */
    public static <K, V> RangeQuery<K, V> withUpperBound(K upper) {
        return new RangeQuery<>(Optional.empty(), Optional.of(upper), ResultOrder.ANY);
    }

    /** Keys from the bound on, included. */
    public static <K, V> RangeQuery<K, V> withLowerBound(K lower) {
        return new RangeQuery<>(Optional.of(lower), Optional.empty(), ResultOrder.ANY);
    }

    /** All keys. */
    public static <K, V> RangeQuery<K, V> withNoBounds() {
        return new RangeQuery<>(Optional.empty(), Optional.empty(), ResultOrder.ANY);
    }

    /** The same query, largest serialised key first in each partition. */
    public RangeQuery<K, V> withDescendingKeys() {
        return new RangeQuery<>(lower, upper, ResultOrder.DESCENDING);
    }

    /** The same query, smallest serialised key first in each partition. */
    public RangeQuery<K, V> withAscendingKeys() {
        return new RangeQuery<>(lower, upper, ResultOrder.ASCENDING);
    }

    /** The order of the keys. */
    public ResultOrder resultOrder() {
        return order;
    }

    /** The smallest key, included; empty if there is no bound. */
    public Optional<K> getLowerBound() {
        return lower;
    }

    /** The largest key, included; empty if there is no bound. */
    public Optional<K> getUpperBound() {
        return upper;
    }

    @Override
    public String toString() {
        return "RangeQuery{lower=" + lower + ", upper=" + upper + ", order=" + order + "}";
    }
}
