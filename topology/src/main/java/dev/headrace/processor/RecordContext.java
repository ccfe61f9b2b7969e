package dev.headrace.processor;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The input record to which a record in the topology goes back. */
public interface RecordContext {

    /** The topic; null if the record comes from a punctuation. */
    @Nullable
    String topic();

    /** The partition; -1 if the record comes from a punctuation. */
    int partition();

    /** The offset; -1 if the record comes from a punctuation. */
    long offset();

    /** The timestamp of the record in the topology, in milliseconds since 1970. */
    long timestamp();

    /** The headers of the record in the topology. */
    Headers headers();

    /** The key as it was read; null if it was null or is not available. */
    byte @Nullable [] sourceRawKey();

    /** The value as it was read; null if it was null or is not available. */
    byte @Nullable [] sourceRawValue();
}
