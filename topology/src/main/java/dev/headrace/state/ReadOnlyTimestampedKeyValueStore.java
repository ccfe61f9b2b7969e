package dev.headrace.state;

/** What can be read of a store of values by key, each with the timestamp of the record that last changed it. */
public interface ReadOnlyTimestampedKeyValueStore<K, V> extends ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>> {}
