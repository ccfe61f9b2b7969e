package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import java.util.function.BiFunction;

/** Gives each record another value. */
public final class StreamMapValues<K, V, VOut> extends ContextualProcessor<K, V, K, VOut> {

    private final BiFunction<? super K, ? super V, ? extends VOut> mapper;

    public StreamMapValues(BiFunction<? super K, ? super V, ? extends VOut> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        context().forward(record.withValue(mapper.apply(record.key(), record.value())));
    }
}
