package dev.headrace.operators;

import dev.headrace.processor.Record;
import org.jspecify.annotations.Nullable;

/**
 * Passes updates on as a table with a cache in Kafka Streams does: those from no value to no value are left out, and a
 * removal carries the timestamp of the record that caused it.
 */
final class ForwardIfAnything<K, V> implements TableForwarder<K, V> {

    private final TableForwarder<K, V> forwarder;

    ForwardIfAnything(TableForwarder<K, V> forwarder) {
        this.forwarder = forwarder;
    }

    @Override
    public V unchangeable(K key, V stored) {
        return forwarder.unchangeable(key, stored);
    }

    @Override
    public void updated(Record<K, ?> cause, @Nullable V newValue, @Nullable V oldValue, long timestampMs) {
        if (newValue != null || oldValue != null) {
            forwarder.updated(cause, newValue, oldValue, newValue == null ? cause.timestamp() : timestampMs);
        }
    }

    @Override
    public void forwardBuffered() {
        forwarder.forwardBuffered();
    }
}
