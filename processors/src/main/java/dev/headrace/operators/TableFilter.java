package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that satisfy a predicate, without a store of their own: a row that no longer satisfies it is removed.
 * Needs the old values of the table, so that nothing is said of rows that never satisfied it.
 */
public final class TableFilter<K, V> extends ContextualProcessor<K, Change<V>, K, Change<V>> {

    private final BiPredicate<? super K, ? super V> predicate;

    public TableFilter(BiPredicate<? super K, ? super V> predicate) {
        this.predicate = predicate;
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        Change<V> change = Change.of(record);
        V newValue = passed(record.key(), change.newValue());
        V oldValue = passed(record.key(), change.oldValue());
        if (newValue != null || oldValue != null) {
            context().forward(record.withValue(new Change<>(newValue, oldValue)));
        }
    }

    private @Nullable V passed(@Nullable K key, @Nullable V value) {
        return value != null && predicate.test(key, value) ? value : null;
    }
}
