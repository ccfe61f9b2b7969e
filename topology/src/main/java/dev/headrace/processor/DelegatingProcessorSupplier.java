package dev.headrace.processor;

import dev.headrace.state.StoreBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Marks a supplier as wrapped and passes everything on to it. */
record DelegatingProcessorSupplier<KIn, VIn, KOut, VOut>(ProcessorSupplier<KIn, VIn, KOut, VOut> delegate)
        implements WrappedProcessorSupplier<KIn, VIn, KOut, VOut> {

    @Override
    public Processor<KIn, VIn, KOut, VOut> get() {
        return delegate.get();
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return delegate.stores();
    }
}
