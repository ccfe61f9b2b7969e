package dev.headrace.stores.rocksdb;

import org.rocksdb.Cache;
import org.rocksdb.Env;
import org.rocksdb.LRUCache;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The native memory and the background threads that all RocksDB stores of the process share. Blocks, indexes, filters and
 * write buffers are charged to one cache, so the number of stores does not decide how much memory they take.
 */
final class SharedMemory implements AutoCloseable {

    /** Names the system property that sets the size of the cache, in bytes; read once, when the first store opens. */
    static final String CACHE_BYTES_PROPERTY = "headrace.rocksdb.cache.bytes";

    private static final long CACHE_BYTES = 128L << 20;
    private static final int SHARDS_FROM_SIZE = -1;
    private static final double HIGH_PRIORITY_SHARE = 0.2;

    private static final SharedMemory INSTANCE = new SharedMemory(Long.getLong(CACHE_BYTES_PROPERTY, CACHE_BYTES));

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    SharedMemory(long cacheBytes) {
        RocksDB.loadLibrary();
        cache = new LRUCache(cacheBytes, SHARDS_FROM_SIZE, false, HIGH_PRIORITY_SHARE);
        writeBuffers = new WriteBufferManager(cacheBytes / 2, cache);
        int compactions = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Env.getDefault().setBackgroundThreads(1, Priority.HIGH).setBackgroundThreads(compactions, Priority.LOW);
    }

    static SharedMemory instance() {
        return INSTANCE;
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** Releases the memory; that of the process is never released. */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
