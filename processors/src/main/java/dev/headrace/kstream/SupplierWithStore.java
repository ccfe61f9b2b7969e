package dev.headrace.kstream;

import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.state.StoreBuilder;
import java.util.Set;

/**
 * Makes operators that bring their store along.
 *
 * @param store makes the store
 * @param operators makes the operators
 */
record SupplierWithStore<KIn, VIn, KOut, VOut>(StoreBuilder<?> store, ProcessorSupplier<KIn, VIn, KOut, VOut> operators)
        implements ProcessorSupplier<KIn, VIn, KOut, VOut> {

    static <KIn, VIn, KOut, VOut> ProcessorSupplier<KIn, VIn, KOut, VOut> of(
            StoreBuilder<?> store, ProcessorSupplier<KIn, VIn, KOut, VOut> operators) {
        return new SupplierWithStore<>(store, operators);
    }

    @Override
    public Processor<KIn, VIn, KOut, VOut> get() {
        return operators.get();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store);
    }
}
