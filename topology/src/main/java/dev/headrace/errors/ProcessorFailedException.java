package dev.headrace.errors;

import dev.headrace.common.RecordMetadata;
import dev.headrace.common.TaskId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * User code in a processor threw: says in which processor and, if a record was being processed, at which one. The cause is
 * what the user code threw.
 */
public class ProcessorFailedException extends StreamsException {

    private static final long serialVersionUID = 1L;

    private final String processorName;
    private final transient @Nullable RecordMetadata recordMetadata;

    /**
     * @param recordMetadata the input record whose processing failed; null if it was a punctuation, {@code init} or {@code
     *     close}
     */
    public ProcessorFailedException(
            String processorName,
            @Nullable RecordMetadata recordMetadata,
            @Nullable TaskId taskId,
            @Nullable Throwable cause) {
        super(describe(processorName, recordMetadata), cause, taskId);
        this.processorName = processorName;
        this.recordMetadata = recordMetadata;
    }

    /** The name of the processor's node in the topology. */
    public String processorName() {
        return processorName;
    }

    /** Where the input record came from; empty if no record was being processed. */
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.ofNullable(recordMetadata);
    }

    private static String describe(String processorName, @Nullable RecordMetadata metadata) {
        String failed = "Processor '" + processorName + "' failed";
        return metadata == null
                ? failed
                : failed + " on " + metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset();
    }
}
