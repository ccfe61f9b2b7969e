package dev.headrace.processor;

/**
 * A node of a topology that leaves keys as they are. Each task has its own instance, and only the thread that runs the task
 * calls it.
 *
 * @param <KIn> the type of keys
 * @param <VIn> the type of incoming values
 * @param <VOut> the type of outgoing values
 */
public interface FixedKeyProcessor<KIn, VIn, VOut> {

    /** Is called once before the first record. */
    default void init(FixedKeyProcessorContext<KIn, VOut> context) {}

    /** Processes one record. What it throws fails the epoch, unless a {@link ProcessingExceptionHandler} resumes. */
    void process(FixedKeyRecord<KIn, VIn> record);

    /** Is called once after the last record, also after a failure. Records cannot be forwarded any more. */
    default void close() {}
}
