package dev.headrace.errors;

/** Tasks that could not be assigned to the instances of a query. */
public class TaskAssignmentException extends StreamsException {

    private static final long serialVersionUID = 1L;

    public TaskAssignmentException(String message) {
        super(message);
    }

    public TaskAssignmentException(String message, Throwable cause) {
        super(message, cause);
    }

    public TaskAssignmentException(Throwable cause) {
        super(cause);
    }
}
