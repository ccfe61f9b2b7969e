package dev.headrace.state;

import java.util.function.Function;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A key-value store whose values are converted as they are read. The conversion takes null for null. */
record ConvertedKeyValueStore<K, A, B>(ReadOnlyKeyValueStore<K, A> store, Function<@Nullable A, @Nullable B> convert)
        implements ReadOnlyKeyValueStore<K, B> {

    @Override
    public @Nullable B get(K key) {
        return convert.apply(store.get(key));
    }

    @Override
    public KeyValueIterator<K, B> range(@Nullable K from, @Nullable K to) {
        return new ConvertedIterator<>(store.range(from, to), convert);
    }

    @Override
    public KeyValueIterator<K, B> reverseRange(@Nullable K from, @Nullable K to) {
        return new ConvertedIterator<>(store.reverseRange(from, to), convert);
    }

    @Override
    public KeyValueIterator<K, B> all() {
        return new ConvertedIterator<>(store.all(), convert);
    }

    @Override
    public KeyValueIterator<K, B> reverseAll() {
        return new ConvertedIterator<>(store.reverseAll(), convert);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, B> prefixScan(P prefix, PS prefixKeySerializer) {
        return new ConvertedIterator<>(store.prefixScan(prefix, prefixKeySerializer), convert);
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }
}
