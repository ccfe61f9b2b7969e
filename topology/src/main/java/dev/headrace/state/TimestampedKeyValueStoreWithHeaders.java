package dev.headrace.state;

/** A store of values by key, each with timestamp and headers of the record that last changed it. */
public interface TimestampedKeyValueStoreWithHeaders<K, V> extends KeyValueStore<K, ValueTimestampHeaders<V>> {}
