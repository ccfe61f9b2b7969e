package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import java.util.function.BiPredicate;

/** Passes on the records that satisfy a predicate. */
public final class StreamFilter<K, V> extends ContextualProcessor<K, V, K, V> {

    private final BiPredicate<? super K, ? super V> predicate;

    public StreamFilter(BiPredicate<? super K, ? super V> predicate) {
        this.predicate = predicate;
    }

    @Override
    public void process(Record<K, V> record) {
        if (predicate.test(record.key(), record.value())) {
            context().forward(record);
        }
    }
}
