package dev.headrace.operators;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rows of a table with other values, without a store of their own. A removed row is removed. */
public final class TableMapValues<K, V, VOut> extends ContextualProcessor<K, Change<V>, K, Change<VOut>> {

    private final BiFunction<? super K, ? super V, ? extends VOut> mapper;
    private final OldValues oldValues;
    private OldMapping<K, V, VOut> oldMapping = (key, value) -> null;

    public TableMapValues(BiFunction<? super K, ? super V, ? extends VOut> mapper, OldValues oldValues) {
        this.mapper = mapper;
        this.oldValues = oldValues;
    }

    @Override
    public void init(ProcessorContext<K, Change<VOut>> context) {
        super.init(context);
        if (oldValues.requested()) {
            oldMapping = this::mapped;
        }
    }

    @Override
    public void process(Record<K, Change<V>> record) {
        Change<V> change = Change.of(record);
        VOut newValue = mapped(record.key(), change.newValue());
        VOut oldValue = oldMapping.apply(record.key(), change.oldValue());
        context().forward(record.withValue(new Change<>(newValue, oldValue)));
    }

    private @Nullable VOut mapped(@Nullable K key, @Nullable V value) {
        return value == null ? null : mapper.apply(key, value);
    }

    /** Maps old values, if they are wanted. */
    @FunctionalInterface
    private interface OldMapping<K, V, VOut> {
        @Nullable
        VOut apply(@Nullable K key, @Nullable V value);
    }
}
