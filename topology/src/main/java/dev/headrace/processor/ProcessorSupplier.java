package dev.headrace.processor;

import java.util.function.Supplier;

/** Makes a new {@link Processor} for each task. */
@FunctionalInterface
public interface ProcessorSupplier<KIn, VIn, KOut, VOut>
        extends ConnectedStoreProvider, Supplier<Processor<KIn, VIn, KOut, VOut>> {

    /** A processor that was not returned before. */
    @Override
    Processor<KIn, VIn, KOut, VOut> get();
}
