package dev.headrace.processor;

import dev.headrace.state.StoreBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Marks a supplier as wrapped and passes everything on to it. */
record DelegatingFixedKeyProcessorSupplier<KIn, VIn, VOut>(FixedKeyProcessorSupplier<KIn, VIn, VOut> delegate)
        implements WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> {

    @Override
    public FixedKeyProcessor<KIn, VIn, VOut> get() {
        return delegate.get();
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return delegate.stores();
    }
}
