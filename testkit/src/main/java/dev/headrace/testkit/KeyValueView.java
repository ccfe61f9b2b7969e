package dev.headrace.testkit;

import dev.headrace.common.KeyValue;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A key-value store with other values. */
final class KeyValueView<K, A, B> extends StoreView<KeyValueStore<K, A>, A, B> implements KeyValueStore<K, B> {

    KeyValueView(
            KeyValueStore<K, A> store,
            Function<@Nullable A, @Nullable B> shown,
            Function<@Nullable B, @Nullable A> kept) {
        super(store, shown, kept);
    }

    @Override
    public @Nullable B get(K key) {
        return shown.apply(store.get(key));
    }

    @Override
    public void put(K key, @Nullable B value) {
        store.put(key, kept.apply(value));
    }

    @Override
    public @Nullable B putIfAbsent(K key, @Nullable B value) {
        return shown.apply(store.putIfAbsent(key, kept.apply(value)));
    }

    @Override
    public void putAll(List<KeyValue<K, B>> entries) {
        store.putAll(entries.stream()
                .map(entry -> new KeyValue<>(entry.key, kept.apply(entry.value)))
                .toList());
    }

    @Override
    public @Nullable B delete(K key) {
        return shown.apply(store.delete(key));
    }

    @Override
    public KeyValueIterator<K, B> range(@Nullable K from, @Nullable K to) {
        return new ViewIterator<>(store.range(from, to), shown);
    }

    @Override
    public KeyValueIterator<K, B> reverseRange(@Nullable K from, @Nullable K to) {
        return new ViewIterator<>(store.reverseRange(from, to), shown);
    }

    @Override
    public KeyValueIterator<K, B> all() {
        return new ViewIterator<>(store.all(), shown);
    }

    @Override
    public KeyValueIterator<K, B> reverseAll() {
        return new ViewIterator<>(store.reverseAll(), shown);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, B> prefixScan(P prefix, PS prefixKeySerializer) {
        return new ViewIterator<>(store.prefixScan(prefix, prefixKeySerializer), shown);
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }
}
