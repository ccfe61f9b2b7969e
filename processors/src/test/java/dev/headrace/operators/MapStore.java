package dev.headrace.operators;

import dev.headrace.common.KeyValue;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.StateStore;
import dev.headrace.state.StateStoreContext;
import dev.headrace.state.TimestampedKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A store in a map that hands out shared objects, or copies at each read and write, and that counts its reads. */
final class MapStore<K, V> implements TimestampedKeyValueStore<K, V> {

    static final String NAME = "store";

    private final Map<Object, ValueAndTimestamp<V>> entries = new HashMap<>();
    private final Function<K, Object> mapKeys;
    private final UnaryOperator<V> copies;
    private int reads;

    private MapStore(Function<K, Object> mapKeys, UnaryOperator<V> copies) {
        this.mapKeys = mapKeys;
        this.copies = copies;
    }

    static <K, V> MapStore<K, V> sharing() {
        return new MapStore<>(key -> key, value -> value);
    }

    static <K, V> MapStore<K, V> copying(UnaryOperator<V> copies) {
        return new MapStore<>(key -> key, copies);
    }

    /** Keys are what {@code mapKeys} makes of them, such as their bytes. */
    static <K, V> MapStore<K, V> sharingByKey(Function<K, Object> mapKeys) {
        return new MapStore<>(mapKeys, value -> value);
    }

    int reads() {
        return reads;
    }

    @Override
    public ValueAndTimestamp<V> get(K key) {
        reads++;
        return copy(entries.get(mapKeys.apply(key)));
    }

    @Override
    public void put(K key, ValueAndTimestamp<V> value) {
        if (value == null) {
            entries.remove(mapKeys.apply(key));
        } else {
            entries.put(mapKeys.apply(key), copy(value));
        }
    }

    private ValueAndTimestamp<V> copy(ValueAndTimestamp<V> stored) {
        return stored == null ? null : ValueAndTimestamp.make(copies.apply(stored.value()), stored.timestamp());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ValueAndTimestamp<V> putIfAbsent(K key, ValueAndTimestamp<V> value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(List<KeyValue<K, ValueAndTimestamp<V>>> pairs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ValueAndTimestamp<V> delete(K key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyValueIterator<K, ValueAndTimestamp<V>> range(K from, K to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyValueIterator<K, ValueAndTimestamp<V>> all() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
