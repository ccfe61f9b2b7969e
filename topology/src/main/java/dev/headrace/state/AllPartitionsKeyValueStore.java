package dev.headrace.state;

import java.util.Objects;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Reads all partitions of a key-value store as one. Entries are ordered within each partition only. */
record AllPartitionsKeyValueStore<K, V>(StorePartitions<ReadOnlyKeyValueStore<K, V>> partitions)
        implements ReadOnlyKeyValueStore<K, V> {

    @Override
    public @Nullable V get(K key) {
        Objects.requireNonNull(key, "key");
        return partitions.firstValue(store -> store.get(key));
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return partitions.entries(store -> store.range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return partitions.entries(store -> store.reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return partitions.entries(ReadOnlyKeyValueStore::all);
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return partitions.entries(ReadOnlyKeyValueStore::reverseAll);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        Objects.requireNonNull(prefix, "prefix");
        return partitions.entries(store -> store.prefixScan(prefix, prefixKeySerializer));
    }

    @Override
    public long approximateNumEntries() {
        return partitions.sum(ReadOnlyKeyValueStore::approximateNumEntries);
    }
}
