package dev.headrace.operators;

import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Passes on every update when it is made. */
final class ForwardAtOnce<K, V> implements TableForwarder<K, V> {

    private final ProcessorContext<K, Change<V>> context;
    private final BiFunction<@Nullable V, @Nullable V, Change<V>> changes;
    private final PrivateCopies<K, V> copies;

    ForwardAtOnce(
            ProcessorContext<K, Change<V>> context,
            BiFunction<@Nullable V, @Nullable V, Change<V>> changes,
            PrivateCopies<K, V> copies) {
        this.context = context;
        this.changes = changes;
        this.copies = copies;
    }

    @Override
    public V unchangeable(K key, V stored) {
        return copies.of(key, stored);
    }

    @Override
    public void updated(Record<K, ?> cause, @Nullable V newValue, @Nullable V oldValue, long timestampMs) {
        context.forward(new Record<>(cause.key(), changes.apply(newValue, oldValue), timestampMs, cause.headers()));
    }

    @Override
    public void forwardBuffered() {}
}
