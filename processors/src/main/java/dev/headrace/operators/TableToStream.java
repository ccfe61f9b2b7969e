package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;

/** Turns changes into records of their new values. */
public final class TableToStream<K, V> extends ContextualProcessor<K, Change<V>, K, V> {

    @Override
    public void process(Record<K, Change<V>> record) {
        context().forward(record.withValue(Change.of(record).newValue()));
    }
}
