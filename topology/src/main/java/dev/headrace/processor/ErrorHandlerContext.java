package dev.headrace.processor;

import dev.headrace.common.TaskId;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Where a failure happened, as told to a handler. */
public interface ErrorHandlerContext {

    /** The topic of the input record; null during punctuation. */
    @Nullable
    String topic();

    /** The partition of the input record; -1 during punctuation. */
    int partition();

    /** The offset of the input record; -1 during punctuation. */
    long offset();

    /** The headers of the record that failed. */
    Headers headers();

    /** The name of the node that failed. */
    String processorNodeId();

    /** The task that failed. */
    TaskId taskId();

    /** The timestamp of the record that failed, in milliseconds since 1970. */
    long timestamp();

    /** The key of the input record as it was read; null if it was null or is not available. */
    byte @Nullable [] sourceRawKey();

    /** The value of the input record as it was read; null if it was null or is not available. */
    byte @Nullable [] sourceRawValue();
}
