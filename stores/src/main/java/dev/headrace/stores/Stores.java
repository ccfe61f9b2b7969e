package dev.headrace.stores;

import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.StoreBuilder;
import dev.headrace.state.TimestampedKeyValueStore;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Where every ready-made store begins: a supplier says where entries are kept, a builder of what type they are.
 *
 * <p>The owner of a store reads what it wrote, committed or not. It may write while it iterates: an iterator returns the
 * keys that were there when it was made and were not removed since, each once. Values and keys of types that are known to
 * be immutable (see {@link ImmutableTypes}) are kept as objects and serialized once per commit; all others are serialized
 * at each write and read back at each read.
 */
public final class Stores {

    private Stores() {}

    /** Entries kept on the heap, restored from the changelog when the process starts. */
    public static KeyValueBytesStoreSupplier inMemoryKeyValueStore(String name) {
        return new KeyValueSupplier(name, KeyValueMedium.MEMORY);
    }

    /** Entries kept on disk. */
    public static KeyValueBytesStoreSupplier persistentKeyValueStore(String name) {
        return new KeyValueSupplier(name, KeyValueMedium.DISK);
    }

    /** Entries with timestamps kept on disk. Every supplier can be built with or without timestamps: this is a synonym. */
    public static KeyValueBytesStoreSupplier persistentTimestampedKeyValueStore(String name) {
        return new KeyValueSupplier(name, KeyValueMedium.DISK);
    }

    /**
     * Entries kept on the heap, the one least recently used removed (from the changelog too) when there are too many.
     *
     * @param maxCacheSize how many entries are kept at most
     * @throws IllegalArgumentException if {@code maxCacheSize} is negative
     */
    public static KeyValueBytesStoreSupplier lruMap(String name, int maxCacheSize) {
        Objects.requireNonNull(name, "name cannot be null");
        if (maxCacheSize < 0) {
            throw new IllegalArgumentException(
                    "Cannot keep " + maxCacheSize + " entries in store '" + name + "': the number cannot be negative");
        }
        return new KeyValueSupplier(name, new LeastRecentlyUsedMedium(maxCacheSize));
    }

    /**
     * Describes a key-value store.
     *
     * @param supplier one that this class made
     * @param keySerde how keys are serialized, null for the default of the application
     * @param valueSerde how values are serialized, null for the default of the application
     * @throws IllegalArgumentException if the supplier was not made by this class
     */
    public static <K, V> StoreBuilder<KeyValueStore<K, V>> keyValueStoreBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        KeyValueSupplier known = known(supplier);
        return new TypedStoreBuilder<>(
                known.name(),
                logged -> new PlainKeyValueStore<>(known.name(), known.medium(), logged, keySerde, valueSerde));
    }

    /**
     * Describes a key-value store that keeps a timestamp with each value.
     *
     * @param supplier one that this class made
     * @param keySerde how keys are serialized, null for the default of the application
     * @param valueSerde how values are serialized, null for the default of the application
     * @throws IllegalArgumentException if the supplier was not made by this class
     */
    public static <K, V> StoreBuilder<TimestampedKeyValueStore<K, V>> timestampedKeyValueStoreBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        KeyValueSupplier known = known(supplier);
        return new TypedStoreBuilder<>(
                known.name(),
                logged -> new TimestampedTypedStore<>(known.name(), known.medium(), logged, keySerde, valueSerde));
    }

    private static KeyValueSupplier known(KeyValueBytesStoreSupplier supplier) {
        Objects.requireNonNull(supplier, "supplier cannot be null");
        if (supplier instanceof KeyValueSupplier known) {
            return known;
        }
        throw new IllegalArgumentException("Cannot build store '" + supplier.name() + "' on "
                + supplier.getClass().getName()
                + ": a store of its own making can't take its changes and their position in one batch, and so would lose"
                + " or repeat some after a crash. Use a supplier made by Stores, or write a StoreBuilder that builds the"
                + " whole store.");
    }
}
