package dev.headrace.operators;

import dev.headrace.processor.Record;
import dev.headrace.state.ValueAndTimestamp;
import java.util.function.BinaryOperator;

/**
 * Combines each record's value with what the values of its key before came to; the first one stands for itself. The result's
 * timestamp is the largest of its records'; a record without a key or a value is dropped.
 */
public final class StreamReduce<K, V> extends TableOperator<K, V, V> {

    private final BinaryOperator<V> reducer;

    public StreamReduce(Materialization<K> materialization, BinaryOperator<V> reducer) {
        super(materialization);
        this.reducer = reducer;
    }

    @Override
    public void process(Record<K, V> record) {
        K key = record.key();
        V value = record.value();
        MaterializedTable<K, V> table = table();
        if (key == null || value == null) {
            table.drop();
            return;
        }
        ValueAndTimestamp<V> stored = table.get(key);
        V reduced = ValueAndTimestamp.getValueOrNull(stored);
        if (stored == null || reduced == null) {
            table.put(record, key, value, null, record.timestamp());
        } else {
            V before = table.unchangeable(key, reduced);
            long timestampMs = Math.max(record.timestamp(), stored.timestamp());
            table.put(record, key, reducer.apply(reduced, value), before, timestampMs);
        }
    }
}
