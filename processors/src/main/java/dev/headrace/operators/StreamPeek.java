package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import java.util.function.BiConsumer;

/** Shows each record to an action and passes it on. */
public final class StreamPeek<K, V> extends ContextualProcessor<K, V, K, V> {

    private final BiConsumer<? super K, ? super V> action;

    public StreamPeek(BiConsumer<? super K, ? super V> action) {
        this.action = action;
    }

    @Override
    public void process(Record<K, V> record) {
        action.accept(record.key(), record.value());
        context().forward(record);
    }
}
