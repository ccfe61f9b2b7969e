package dev.headrace.stores;

import dev.headrace.state.BytesStore;
import dev.headrace.state.StateStoreContext;
import dev.headrace.state.StoreEnvironment;
import dev.headrace.stores.memory.MemoryBytesStore;
import dev.headrace.stores.rocksdb.RocksDbBytesStore;
import java.io.File;
import java.util.Optional;

/** Where and how long a key-value store keeps its entries. */
interface KeyValueMedium {

    /** Opens or creates the committed bytes of a store. */
    BytesStore bytes(String storeName, ValueLayout layout, StateStoreContext context);

    /** The open store over these bytes. */
    default <K, V> KeyValueState<K, V> state(
            String storeName, Keys<K> keys, Values<V> values, BytesStore committed, long cacheBytes) {
        return new KeyValueState<>(storeName, keys, values, committed, cacheBytes);
    }

    /** Whether the entries outlive the process. */
    boolean persistent();

    /** The kind of store in the tags of metrics. */
    String metricsScope();

    /** All entries on the heap. */
    KeyValueMedium MEMORY = new KeyValueMedium() {
        @Override
        public BytesStore bytes(String storeName, ValueLayout layout, StateStoreContext context) {
            return new MemoryBytesStore();
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public String metricsScope() {
            return "in-memory";
        }
    };

    /**
     * All entries on disk, or where the engine keeps what should be there. Everything of one store lies below the
     * directory of its name; below that, each layout has its own, so that bytes of another one are never misread.
     */
    KeyValueMedium DISK = new KeyValueMedium() {
        @Override
        public BytesStore bytes(String storeName, ValueLayout layout, StateStoreContext context) {
            File directory = new File(new File(context.stateDir(), storeName), layout.directoryName());
            Optional<StoreEnvironment.PersistentBytes> given =
                    context instanceof StoreEnvironment environment ? environment.persistentBytes() : Optional.empty();
            return given.map(place -> place.open(storeName, directory))
                    .orElseGet(() -> RocksDbBytesStore.open(storeName, directory));
        }

        @Override
        public boolean persistent() {
            return true;
        }

        @Override
        public String metricsScope() {
            return "rocksdb";
        }
    };
}
