package dev.headrace.processor;

import java.util.function.Supplier;

/** Makes a new {@link FixedKeyProcessor} for each task. */
@FunctionalInterface
public interface FixedKeyProcessorSupplier<KIn, VIn, VOut>
        extends ConnectedStoreProvider, Supplier<FixedKeyProcessor<KIn, VIn, VOut>> {

    /** A processor that was not returned before. */
    @Override
    FixedKeyProcessor<KIn, VIn, VOut> get();
}
