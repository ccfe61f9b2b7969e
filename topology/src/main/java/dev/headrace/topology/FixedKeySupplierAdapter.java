package dev.headrace.topology;

import dev.headrace.processor.BufferedProcessor;
import dev.headrace.processor.FixedKeyProcessor;
import dev.headrace.processor.FixedKeyProcessorSupplier;
import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.state.StoreBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Supplies fixed-key processors as plain ones, so that the engine knows one kind only. */
record FixedKeySupplierAdapter<K, VIn, VOut>(FixedKeyProcessorSupplier<K, VIn, VOut> supplier)
        implements ProcessorSupplier<K, VIn, K, VOut> {

    @Override
    public Processor<K, VIn, K, VOut> get() {
        FixedKeyProcessor<K, VIn, VOut> processor = supplier.get();
        return processor instanceof BufferedProcessor buffered
                ? new FixedKeyAdapter.Buffered<>(processor, buffered)
                : new FixedKeyAdapter<>(processor);
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return supplier.stores();
    }
}
