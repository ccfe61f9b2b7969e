package dev.headrace.operators;

import dev.headrace.processor.Record;
import org.jspecify.annotations.Nullable;

/** Leaves out updates from no value to no value. */
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
            forwarder.updated(cause, newValue, oldValue, timestampMs);
        }
    }

    @Override
    public void forwardBuffered() {
        forwarder.forwardBuffered();
    }
}
