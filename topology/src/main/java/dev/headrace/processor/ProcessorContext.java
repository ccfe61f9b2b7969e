package dev.headrace.processor;

/** What a {@link Processor} may know and do. */
public interface ProcessorContext<KForward, VForward> extends ProcessingContext {

    /** Sends a record to all children. */
    <K extends KForward, V extends VForward> void forward(Record<K, V> record);

    /**
     * Sends a record to one child.
     *
     * @throws dev.headrace.errors.StreamsException if there is no child of that name
     */
    <K extends KForward, V extends VForward> void forward(Record<K, V> record, String childName);
}
