package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import java.util.function.BiFunction;

/** Gives each record another key. */
public final class StreamSelectKey<K, V, KOut> extends ContextualProcessor<K, V, KOut, V> {

    private final BiFunction<? super K, ? super V, ? extends KOut> mapper;

    public StreamSelectKey(BiFunction<? super K, ? super V, ? extends KOut> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        context().forward(record.withKey(mapper.apply(record.key(), record.value())));
    }
}
