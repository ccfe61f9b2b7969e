package dev.headrace.state;

import dev.headrace.common.KeyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store of values by key. */
public interface KeyValueStore<K, V> extends StateStore, ReadOnlyKeyValueStore<K, V> {

    /** Sets the value of a key; a null value removes the key. */
    void put(K key, @Nullable V value);

    /** Sets the value of a key that has none. Returns the value that was there, null if there was none. */
    @Nullable
    V putIfAbsent(K key, @Nullable V value);

    /** Sets the values of many keys; null values remove theirs. */
    void putAll(List<KeyValue<K, V>> entries);

    /** Removes a key. Returns the value that was there, null if there was none. */
    @Nullable
    V delete(K key);
}
