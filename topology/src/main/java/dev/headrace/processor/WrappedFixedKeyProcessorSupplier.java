package dev.headrace.processor;

/** A supplier that a {@link ProcessorWrapper} has seen, so that it is not wrapped again. */
public interface WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> extends FixedKeyProcessorSupplier<KIn, VIn, VOut> {}
