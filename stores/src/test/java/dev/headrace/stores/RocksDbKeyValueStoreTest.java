package dev.headrace.stores;

import dev.headrace.state.KeyValueBytesStoreSupplier;

class RocksDbKeyValueStoreTest extends KeyValueStoreContract {

    @Override
    KeyValueBytesStoreSupplier supplier(String name) {
        return Stores.persistentKeyValueStore(name);
    }
}
