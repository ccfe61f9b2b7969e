package dev.headrace.stores;

import dev.headrace.state.BytesStore;
import dev.headrace.state.StateStoreContext;
import dev.headrace.stores.memory.MemoryBytesStore;

/** The entries used last on the heap, at most so many. */
record LeastRecentlyUsedMedium(int entriesMax) implements KeyValueMedium {

    @Override
    public BytesStore bytes(String storeName, ValueLayout layout, StateStoreContext context) {
        return new MemoryBytesStore();
    }

    @Override
    public <K, V> KeyValueState<K, V> state(
            String storeName, Keys<K> keys, Values<V> values, BytesStore committed, long cacheBytes) {
        return new BoundedKeyValueState<>(storeName, keys, values, committed, cacheBytes, entriesMax);
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public String metricsScope() {
        return "in-memory-lru";
    }
}
