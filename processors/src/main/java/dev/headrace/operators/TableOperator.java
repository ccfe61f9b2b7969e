package dev.headrace.operators;

import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** An operator whose result is a table with a store. */
abstract class TableOperator<K, VIn, V> implements Processor<K, VIn, K, Change<V>> {

    private final Materialization<K> materialization;
    private @Nullable MaterializedTable<K, V> table;

    TableOperator(Materialization<K> materialization) {
        this.materialization = materialization;
    }

    @Override
    public final void init(ProcessorContext<K, Change<V>> context) {
        table = MaterializedTable.open(context, materialization);
    }

    final MaterializedTable<K, V> table() {
        if (table == null) {
            throw new IllegalStateException(
                    "Cannot use table " + materialization.storeName() + ": init was not called");
        }
        return table;
    }
}
