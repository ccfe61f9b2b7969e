package dev.headrace.state;

/** A store of values by key, each with the timestamp of the record that last changed it. */
public interface TimestampedKeyValueStore<K, V>
        extends KeyValueStore<K, ValueAndTimestamp<V>>, ReadOnlyTimestampedKeyValueStore<K, V> {}
