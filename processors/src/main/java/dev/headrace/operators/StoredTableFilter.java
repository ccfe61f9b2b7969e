package dev.headrace.operators;

import dev.headrace.processor.Record;
import dev.headrace.state.ValueAndTimestamp;
import java.util.Objects;
import java.util.function.BiPredicate;

/** The rows of a table that satisfy a predicate, in a store of their own: a row that no longer satisfies it is removed. */
public final class StoredTableFilter<K, V> extends TableOperator<K, Change<V>, V> {

    private final BiPredicate<? super K, ? super V> predicate;

    public StoredTableFilter(Materialization<K> materialization, BiPredicate<? super K, ? super V> predicate) {
        super(materialization);
        this.predicate = predicate;
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        K key = Objects.requireNonNull(record.key());
        V value = Change.of(record).newValue();
        V newValue = value != null && predicate.test(key, value) ? value : null;
        V oldValue = ValueAndTimestamp.getValueOrNull(table().get(key));
        if (newValue != null || oldValue != null) {
            table().put(record, key, newValue, oldValue, record.timestamp());
        }
    }
}
