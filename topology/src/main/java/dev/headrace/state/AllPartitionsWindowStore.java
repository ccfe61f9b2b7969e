package dev.headrace.state;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads all partitions of a window store as one. Entries are ordered within each partition only. */
record AllPartitionsWindowStore<K, V>(StorePartitions<ReadOnlyWindowStore<K, V>> partitions)
        implements ReadOnlyWindowStore<K, V> {

    @Override
    public @Nullable V fetch(K key, long time) {
        Objects.requireNonNull(key, "key");
        return partitions.firstValue(store -> store.fetch(key, time));
    }

    @Override
    public WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) {
        Objects.requireNonNull(key, "key");
        return partitions.windows(store -> store.fetch(key, timeFrom, timeTo));
    }

    @Override
    public WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo) {
        Objects.requireNonNull(key, "key");
        return partitions.windows(store -> store.backwardFetch(key, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return partitions.entries(store -> store.fetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return partitions.entries(store -> store.backwardFetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> all() {
        return partitions.entries(ReadOnlyWindowStore::all);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardAll() {
        return partitions.entries(ReadOnlyWindowStore::backwardAll);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo) {
        return partitions.entries(store -> store.fetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo) {
        return partitions.entries(store -> store.backwardFetchAll(timeFrom, timeTo));
    }
}
