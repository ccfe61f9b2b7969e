package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import java.util.Objects;
import java.util.function.BiFunction;

/** Makes any number of records of each, all with its key. */
public final class StreamFlatMapValues<K, V, VOut> extends ContextualProcessor<K, V, K, VOut> {

    private final BiFunction<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper;

    public StreamFlatMapValues(BiFunction<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        Iterable<? extends VOut> values = mapper.apply(record.key(), record.value());
        Objects.requireNonNull(
                values, "Cannot map a value: the mapper returned null, return an empty list for nothing");
        for (VOut value : values) {
            context().forward(record.withValue(value));
        }
    }
}
