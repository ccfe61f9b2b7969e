package dev.headrace.operators;

import dev.headrace.common.KeyValue;
import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import java.util.Objects;
import java.util.function.BiFunction;

/** Makes any number of records of each. */
public final class StreamFlatMap<K, V, KOut, VOut> extends ContextualProcessor<K, V, KOut, VOut> {

    private final BiFunction<
                    ? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
            mapper;

    public StreamFlatMap(
            BiFunction<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
                    mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        Iterable<? extends KeyValue<? extends KOut, ? extends VOut>> pairs = mapper.apply(record.key(), record.value());
        Objects.requireNonNull(
                pairs, "Cannot map a record: the mapper returned null, return an empty list for nothing");
        for (KeyValue<? extends KOut, ? extends VOut> pair : pairs) {
            context().forward(new Record<KOut, VOut>(pair.key, pair.value, record.timestamp(), record.headers()));
        }
    }
}
