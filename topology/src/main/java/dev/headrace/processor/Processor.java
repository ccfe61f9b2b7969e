package dev.headrace.processor;

/**
 * A node of a topology. Each task has its own instance, and only the thread that runs the task calls it.
 *
 * @param <KIn> the type of incoming keys
 * @param <VIn> the type of incoming values
 * @param <KOut> the type of outgoing keys
 * @param <VOut> the type of outgoing values
 */
public interface Processor<KIn, VIn, KOut, VOut> {

    /** Is called once before the first record. */
    default void init(ProcessorContext<KOut, VOut> context) {}

    /** Processes one record. What it throws fails the epoch, unless a {@link ProcessingExceptionHandler} resumes. */
    void process(Record<KIn, VIn> record);

    /** Is called once after the last record, also after a failure. Records cannot be forwarded any more. */
    default void close() {}
}
