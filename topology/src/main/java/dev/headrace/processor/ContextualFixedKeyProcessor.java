package dev.headrace.processor;

import org.jspecify.annotations.Nullable;

/** A {@link FixedKeyProcessor} that remembers its context. */
public abstract class ContextualFixedKeyProcessor<KIn, VIn, VOut> implements FixedKeyProcessor<KIn, VIn, VOut> {

    private @Nullable FixedKeyProcessorContext<KIn, VOut> context;

    protected ContextualFixedKeyProcessor() {}

    @Override
    public void init(FixedKeyProcessorContext<KIn, VOut> context) {
        this.context = context;
    }

    /**
     * The context given to {@link #init}.
     *
     * @throws IllegalStateException if {@link #init} was not called; call it first when overriding it
     */
    protected final FixedKeyProcessorContext<KIn, VOut> context() {
        if (context == null) {
            throw new IllegalStateException(
                    "Cannot use the context of " + getClass().getName() + ": init was not called on it");
        }
        return context;
    }
}
