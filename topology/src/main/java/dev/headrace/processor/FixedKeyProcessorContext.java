package dev.headrace.processor;

/** What a {@link FixedKeyProcessor} may know and do. */
public interface FixedKeyProcessorContext<KForward, VForward> extends ProcessingContext {

    /** Sends a record to all children. */
    <K extends KForward, V extends VForward> void forward(FixedKeyRecord<K, V> record);

    /**
     * Sends a record to one child.
     *
     * @throws dev.headrace.errors.StreamsException if there is no child of that name
     */
    <K extends KForward, V extends VForward> void forward(FixedKeyRecord<K, V> record, String childName);
}
