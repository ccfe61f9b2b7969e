package dev.headrace.processor;

/** A supplier that a {@link ProcessorWrapper} has seen, so that it is not wrapped again. */
public interface WrappedProcessorSupplier<KIn, VIn, KOut, VOut> extends ProcessorSupplier<KIn, VIn, KOut, VOut> {}
