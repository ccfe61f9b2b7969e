package dev.headrace.errors;

/** A task that this instance lost to another one while working on it; its work is redone by the new owner. */
public class TaskMigratedException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public TaskMigratedException(String message) {
        super(message);
    }

    public TaskMigratedException(String message, Throwable cause) {
        super(message, cause);
    }
}
