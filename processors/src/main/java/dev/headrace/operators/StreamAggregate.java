package dev.headrace.operators;

import dev.headrace.processor.Record;
import dev.headrace.state.ValueAndTimestamp;
import java.util.function.Supplier;

/**
 * Adds each record to the aggregate of its key. The aggregate's timestamp is the largest of its records'; a record without a
 * key or a value is dropped.
 */
public final class StreamAggregate<K, V, A> extends TableOperator<K, V, A> {

    private final Supplier<? extends A> initializer;
    private final Fold<? super K, ? super V, A> fold;

    public StreamAggregate(
            Materialization<K> materialization, Supplier<? extends A> initializer, Fold<? super K, ? super V, A> fold) {
        super(materialization);
        this.initializer = initializer;
        this.fold = fold;
    }

    @Override
    public void process(Record<K, V> record) {
        K key = record.key();
        V value = record.value();
        MaterializedTable<K, A> table = table();
        if (key == null || value == null) {
            table.drop();
            return;
        }
        ValueAndTimestamp<A> stored = table.get(key);
        A aggregate = ValueAndTimestamp.getValueOrNull(stored);
        if (stored == null || aggregate == null) {
            table.put(record, key, fold.apply(key, value, initializer.get()), null, record.timestamp());
        } else {
            A before = table.unchangeable(key, aggregate);
            long timestampMs = Math.max(record.timestamp(), stored.timestamp());
            table.put(record, key, fold.apply(key, value, aggregate), before, timestampMs);
        }
    }
}
