package dev.headrace.operators;

import dev.headrace.processor.Record;
import dev.headrace.state.ValueAndTimestamp;
import java.util.Objects;
import java.util.function.BiFunction;

/** The rows of a table with other values, in a store of their own. A removed row is removed. */
public final class StoredTableMapValues<K, V, VOut> extends TableOperator<K, Change<V>, VOut> {

    private final BiFunction<? super K, ? super V, ? extends VOut> mapper;

    public StoredTableMapValues(
            Materialization<K> materialization, BiFunction<? super K, ? super V, ? extends VOut> mapper) {
        super(materialization);
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        K key = Objects.requireNonNull(record.key());
        V value = Change.of(record).newValue();
        VOut newValue = value == null ? null : mapper.apply(key, value);
        VOut oldValue = ValueAndTimestamp.getValueOrNull(table().get(key));
        table().put(record, key, newValue, oldValue, record.timestamp());
    }
}
