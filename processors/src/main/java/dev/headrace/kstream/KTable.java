package dev.headrace.kstream;

import dev.headrace.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A table: for each key the latest value. It changes record by record; a change to null removes the key. An operation keeps
 * its result in a store of its own only if a name for it is given.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface KTable<K, V> {

    /** The rows that satisfy {@code predicate}. */
    KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** The rows that satisfy {@code predicate}. */
    default KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filter(predicate, Named.generated(), materialized);
    }

    /** The rows that satisfy {@code predicate}. */
    default KTable<K, V> filter(Predicate<? super K, ? super V> predicate, Named named) {
        return filter(predicate, named, Materialized.unspecified());
    }

    /** The rows that satisfy {@code predicate}. */
    default KTable<K, V> filter(Predicate<? super K, ? super V> predicate) {
        return filter(predicate, Named.generated(), Materialized.unspecified());
    }

    /** The rows that do not satisfy {@code predicate}. */
    KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** The rows that do not satisfy {@code predicate}. */
    default KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filterNot(predicate, Named.generated(), materialized);
    }

    /** The rows that do not satisfy {@code predicate}. */
    default KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named) {
        return filterNot(predicate, named, Materialized.unspecified());
    }

    /** The rows that do not satisfy {@code predicate}. */
    default KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate) {
        return filterNot(predicate, Named.generated(), Materialized.unspecified());
    }

    /** The rows with the values that {@code mapper} makes of them; it does not see removed rows. */
    <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** The rows with the values that {@code mapper} makes of them; it does not see removed rows. */
    default <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapValues(mapper, Named.generated(), materialized);
    }

    /** The rows with the values that {@code mapper} makes of them; it does not see removed rows. */
    default <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper, Named named) {
        return mapValues(mapper, named, Materialized.unspecified());
    }

    /** The rows with the values that {@code mapper} makes of them; it does not see removed rows. */
    default <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper) {
        return mapValues(mapper, Named.generated(), Materialized.unspecified());
    }

    /** The rows with the values that {@code mapper} makes of theirs; it does not see removed rows. */
    default <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapValues(WithKey.of(mapper), named, materialized);
    }

    /** The rows with the values that {@code mapper} makes of theirs; it does not see removed rows. */
    default <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapValues(WithKey.of(mapper), Named.generated(), materialized);
    }

    /** The rows with the values that {@code mapper} makes of theirs; it does not see removed rows. */
    default <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper, Named named) {
        return mapValues(WithKey.of(mapper), named, Materialized.unspecified());
    }

    /** The rows with the values that {@code mapper} makes of theirs; it does not see removed rows. */
    default <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper) {
        return mapValues(WithKey.of(mapper), Named.generated(), Materialized.unspecified());
    }

    /** The changes of the table as records; one with a null value says that its key was removed. */
    KStream<K, V> toStream(Named named);

    /** The changes of the table as records; one with a null value says that its key was removed. */
    default KStream<K, V> toStream() {
        return toStream(Named.generated());
    }

    /** The changes of the table as records with the keys that {@code mapper} makes of them. */
    default <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper, Named named) {
        return toStream(named).selectKey(mapper);
    }

    /** The changes of the table as records with the keys that {@code mapper} makes of them. */
    default <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper) {
        return toStream(mapper, Named.generated());
    }

    /** The name of the store under which the table can be queried, null if it has none. */
    @Nullable
    String queryableStoreName();
}
