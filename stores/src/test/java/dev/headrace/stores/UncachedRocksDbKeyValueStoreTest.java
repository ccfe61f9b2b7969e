package dev.headrace.stores;

class UncachedRocksDbKeyValueStoreTest extends RocksDbKeyValueStoreTest {

    @Override
    long cacheBytes() {
        return 0;
    }
}
