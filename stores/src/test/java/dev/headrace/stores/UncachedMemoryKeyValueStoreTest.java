package dev.headrace.stores;

class UncachedMemoryKeyValueStoreTest extends MemoryKeyValueStoreTest {

    @Override
    long cacheBytes() {
        return 0;
    }
}
