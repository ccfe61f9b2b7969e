package dev.headrace.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads all partitions of a session store as one. Entries are ordered within each partition only. */
record AllPartitionsSessionStore<K, AGG>(StorePartitions<ReadOnlySessionStore<K, AGG>> partitions)
        implements ReadOnlySessionStore<K, AGG> {

    @Override
    public KeyValueIterator<Windowed<K>, AGG> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        Objects.requireNonNull(key, "key");
        return partitions.entries(store -> store.findSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        Objects.requireNonNull(key, "key");
        return partitions.entries(
                store -> store.backwardFindSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, AGG> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return partitions.entries(
                store -> store.findSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return partitions.entries(
                store -> store.backwardFindSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public @Nullable AGG fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        Objects.requireNonNull(key, "key");
        return partitions.firstValue(store -> store.fetchSession(key, sessionStartTime, sessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, AGG> fetch(K key) {
        Objects.requireNonNull(key, "key");
        return partitions.entries(store -> store.fetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, AGG> backwardFetch(K key) {
        Objects.requireNonNull(key, "key");
        return partitions.entries(store -> store.backwardFetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, AGG> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return partitions.entries(store -> store.fetch(keyFrom, keyTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, AGG> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return partitions.entries(store -> store.backwardFetch(keyFrom, keyTo));
    }
}
