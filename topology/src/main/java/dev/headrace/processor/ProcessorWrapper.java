package dev.headrace.processor;

import java.util.Map;
import org.apache.kafka.common.Configurable;

/** Wraps every processor of a topology while it is built, those of the DSL included. */
public interface ProcessorWrapper extends Configurable {

    @Override
    default void configure(Map<String, ?> configs) {}

    /** What to use instead of the supplier of a processor; {@link #asWrapped} if nothing is to be changed. */
    <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
            String processorName, ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier);

    /**
     * What to use instead of the supplier of a fixed-key processor; {@link #asWrappedFixedKey} if nothing is to be changed.
     */
    <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
            String processorName, FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier);

    /** Declares a supplier wrapped. */
    static <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> asWrapped(
            ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier) {
        return new DelegatingProcessorSupplier<>(processorSupplier);
    }

    /** Declares a supplier wrapped. */
    static <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> asWrappedFixedKey(
            FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier) {
        return new DelegatingFixedKeyProcessorSupplier<>(processorSupplier);
    }
}
