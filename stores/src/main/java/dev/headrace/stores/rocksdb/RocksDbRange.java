package dev.headrace.stores.rocksdb;

import dev.headrace.common.KeyValue;
import dev.headrace.state.KeyValueIterator;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Lock;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * Walks a range of keys. What it reads does not change: RocksDB holds the versions from when it was opened. For one
 * thread at a time; closing the store closes it from another.
 */
final class RocksDbRange implements KeyValueIterator<Bytes, byte[]> {

    private final RocksDbBytesStore store;
    private final Lock alive;
    private final ReadOptions options;
    private final @Nullable Slice lower;
    private final @Nullable Slice upper;
    private final RocksIterator iterator;
    private final boolean forward;
    private @Nullable Bytes nextKey;
    private boolean closed;

    private RocksDbRange(
            RocksDbBytesStore store, ReadOptions options, @Nullable Bytes from, @Nullable Bytes to, boolean forward) {
        this.store = store;
        this.alive = store.lifetime().readLock();
        this.options = options;
        this.forward = forward;
        this.lower = from == null ? null : new Slice(from.get());
        this.upper = to == null ? null : new Slice(firstAfter(to.get()));
        if (lower != null) {
            options.setIterateLowerBound(lower);
        }
        if (upper != null) {
            options.setIterateUpperBound(upper);
        }
        if (from == null && to == null) {
            options.setFillCache(false);
        }
        this.iterator = store.database().newIterator(store.data(), options);
        if (forward) {
            iterator.seekToFirst();
        } else {
            iterator.seekToLast();
        }
    }

    static RocksDbRange open(
            RocksDbBytesStore store, ReadOptions options, @Nullable Bytes from, @Nullable Bytes to, boolean forward) {
        RocksDbRange range = new RocksDbRange(store, options, from, to, forward);
        store.openRanges().add(range);
        return range;
    }

    /** Bounds of RocksDB exclude their end. */
    private static byte[] firstAfter(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    @Override
    public boolean hasNext() {
        if (nextKey != null) {
            return true;
        }
        alive.lock();
        try {
            requireOpen();
            if (iterator.isValid()) {
                nextKey = Bytes.wrap(iterator.key());
                return true;
            }
            iterator.status();
            return false;
        } catch (RocksDBException e) {
            throw store.place().failure("read", e);
        } finally {
            alive.unlock();
        }
    }

    @Override
    public Bytes peekNextKey() {
        if (!hasNext() || nextKey == null) {
            throw new NoSuchElementException("The range has no further entry");
        }
        return nextKey;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        Bytes key = peekNextKey();
        alive.lock();
        try {
            requireOpen();
            byte[] value = iterator.value();
            if (forward) {
                iterator.next();
            } else {
                iterator.prev();
            }
            nextKey = null;
            return KeyValue.pair(key, value);
        } finally {
            alive.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw store.place().closed();
        }
    }

    @Override
    public void close() {
        alive.lock();
        try {
            if (store.openRanges().remove(this)) {
                closed = true;
                iterator.close();
                options.close();
                if (lower != null) {
                    lower.close();
                }
                if (upper != null) {
                    upper.close();
                }
            }
        } finally {
            alive.unlock();
        }
    }
}
