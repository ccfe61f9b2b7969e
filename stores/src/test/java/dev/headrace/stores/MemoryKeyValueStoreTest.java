package dev.headrace.stores;

import dev.headrace.state.KeyValueBytesStoreSupplier;

class MemoryKeyValueStoreTest extends KeyValueStoreContract {

    @Override
    KeyValueBytesStoreSupplier supplier(String name) {
        return Stores.inMemoryKeyValueStore(name);
    }
}
