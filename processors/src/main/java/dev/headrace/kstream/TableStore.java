package dev.headrace.kstream;

import dev.headrace.errors.TopologyException;
import dev.headrace.operators.Emission;
import dev.headrace.operators.Materialization;
import dev.headrace.operators.OldValues;
import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.StoreBuilder;
import dev.headrace.state.VersionedBytesStoreSupplier;
import dev.headrace.stores.Stores;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The store of a table, as it is built.
 *
 * @param builder makes it
 * @param operator how the operator finds and uses it
 */
record TableStore<K>(StoreBuilder<?> builder, Materialization<K> operator) {

    /** The store that {@code materialized} describes, with the name and the serdes that it was given or falls back on. */
    static <K, V> TableStore<K> of(
            String name,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized,
            OldValues oldValues) {
        StoreBuilder<?> builder =
                Stores.timestampedKeyValueStoreBuilder(supplier(name, materialized), keySerde, valueSerde);
        if (materialized.logging()) {
            builder.withLoggingEnabled(Map.copyOf(materialized.topicConfig()));
        } else {
            builder.withLoggingDisabled();
        }
        if (materialized.emission() == Emission.BY_ENGINE) {
            builder.withCachingEnabled();
        }
        return new TableStore<>(builder, new Materialization<>(name, keySerde, oldValues, materialized.emission()));
    }

    private static KeyValueBytesStoreSupplier supplier(
            String name, Materialized<?, ?, KeyValueStore<Bytes, byte[]>> materialized) {
        if (materialized.supplier() instanceof VersionedBytesStoreSupplier) {
            throw new TopologyException(
                    "Cannot keep table '" + name
                            + "' in a versioned store: use a timestamped one, such as Stores.persistentTimestampedKeyValueStore");
        }
        if (materialized.supplier() instanceof KeyValueBytesStoreSupplier given) {
            return given;
        }
        return switch (materialized.storeType()) {
            case ROCKS_DB -> Stores.persistentTimestampedKeyValueStore(name);
            case IN_MEMORY -> Stores.inMemoryKeyValueStore(name);
        };
    }
}
