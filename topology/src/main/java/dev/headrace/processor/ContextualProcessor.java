package dev.headrace.processor;

import org.jspecify.annotations.Nullable;

/** A {@link Processor} that remembers its context. */
public abstract class ContextualProcessor<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {

    private @Nullable ProcessorContext<KOut, VOut> context;

    protected ContextualProcessor() {}

    @Override
    public void init(ProcessorContext<KOut, VOut> context) {
        this.context = context;
    }

    /**
     * The context given to {@link #init}.
     *
     * @throws IllegalStateException if {@link #init} was not called; call it first when overriding it
     */
    protected final ProcessorContext<KOut, VOut> context() {
        if (context == null) {
            throw new IllegalStateException(
                    "Cannot use the context of " + getClass().getName() + ": init was not called on it");
        }
        return context;
    }
}
