package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;

/** Passes every record on: a node that only gives a name to the place where streams meet or part. */
public final class PassThrough<K, V> extends ContextualProcessor<K, V, K, V> {

    @Override
    public void process(Record<K, V> record) {
        context().forward(record);
    }
}
