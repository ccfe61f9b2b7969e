package dev.headrace.operators;

import dev.headrace.processor.Processor;
import dev.headrace.processor.Record;
import java.util.function.BiConsumer;

/** Shows each record to an action: the end of a branch. */
public final class StreamForeach<K, V> implements Processor<K, V, Void, Void> {

    private final BiConsumer<? super K, ? super V> action;

    public StreamForeach(BiConsumer<? super K, ? super V> action) {
        this.action = action;
    }

    @Override
    public void process(Record<K, V> record) {
        action.accept(record.key(), record.value());
    }
}
