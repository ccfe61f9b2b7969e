package dev.headrace.state;

/** A window store whose values carry timestamp and headers of the record that last changed them. */
public interface TimestampedWindowStoreWithHeaders<K, V> extends WindowStore<K, ValueTimestampHeaders<V>> {}
