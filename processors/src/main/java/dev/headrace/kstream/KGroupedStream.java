package dev.headrace.kstream;

import dev.headrace.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;

/**
 * The records of a stream, grouped by key, to be aggregated into a table. A record without a key or a value is dropped. The
 * timestamp of an aggregate is the largest of its records'.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface KGroupedStream<K, V> {

    /** How many records each key has. */
    KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized);

    /** How many records each key has. */
    default KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return count(Named.generated(), materialized);
    }

    /** How many records each key has. */
    default KTable<K, Long> count(Named named) {
        return count(named, Materialized.unspecified());
    }

    /** How many records each key has. */
    default KTable<K, Long> count() {
        return count(Named.generated(), Materialized.unspecified());
    }

    /** What {@code reducer} makes of the values of each key, one after the other; the first stands for itself. */
    KTable<K, V> reduce(Reducer<V> reducer, Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** What {@code reducer} makes of the values of each key, one after the other; the first stands for itself. */
    default KTable<K, V> reduce(Reducer<V> reducer, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return reduce(reducer, Named.generated(), materialized);
    }

    /** What {@code reducer} makes of the values of each key, one after the other; the first stands for itself. */
    default KTable<K, V> reduce(Reducer<V> reducer) {
        return reduce(reducer, Named.generated(), Materialized.unspecified());
    }

    /** What {@code aggregator} makes of the records of each key, one after the other, beginning with {@code initializer}'s. */
    <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized);

    /** What {@code aggregator} makes of the records of each key, one after the other, beginning with {@code initializer}'s. */
    default <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregate(initializer, aggregator, Named.generated(), materialized);
    }

    /** What {@code aggregator} makes of the records of each key, one after the other, beginning with {@code initializer}'s. */
    default <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator) {
        return aggregate(initializer, aggregator, Named.generated(), Materialized.unspecified());
    }
}
