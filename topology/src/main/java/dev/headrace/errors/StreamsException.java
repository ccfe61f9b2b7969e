package dev.headrace.errors;

import dev.headrace.common.TaskId;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The parent of all exceptions that Headrace throws while it builds or runs a topology. */
public class StreamsException extends KafkaException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable TaskId taskId;

    public StreamsException(String message) {
        this(message, (TaskId) null);
    }

    public StreamsException(String message, @Nullable TaskId taskId) {
        super(message);
        this.taskId = taskId;
    }

    public StreamsException(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    public StreamsException(String message, @Nullable Throwable cause, @Nullable TaskId taskId) {
        super(message, cause);
        this.taskId = taskId;
    }

    public StreamsException(@Nullable Throwable cause) {
        this(cause, null);
    }

    public StreamsException(@Nullable Throwable cause, @Nullable TaskId taskId) {
        super(cause);
        this.taskId = taskId;
    }

    /** The task in which it happened; empty outside tasks. */
    public Optional<TaskId> taskId() {
        return Optional.ofNullable(taskId);
    }
}
