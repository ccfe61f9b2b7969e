package dev.headrace.state;

/** A window store whose values carry the timestamp of the record that last changed them. */
public interface TimestampedWindowStore<K, V> extends WindowStore<K, ValueAndTimestamp<V>> {}
