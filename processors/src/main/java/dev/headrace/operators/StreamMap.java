package dev.headrace.operators;

import dev.headrace.common.KeyValue;
import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import java.util.Objects;
import java.util.function.BiFunction;

/** Makes one record of each. */
public final class StreamMap<K, V, KOut, VOut> extends ContextualProcessor<K, V, KOut, VOut> {

    private final BiFunction<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper;

    public StreamMap(BiFunction<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        KeyValue<? extends KOut, ? extends VOut> pair = mapper.apply(record.key(), record.value());
        Objects.requireNonNull(pair, "Cannot map a record: the mapper returned null, return a KeyValue");
        context().forward(new Record<KOut, VOut>(pair.key, pair.value, record.timestamp(), record.headers()));
    }
}
