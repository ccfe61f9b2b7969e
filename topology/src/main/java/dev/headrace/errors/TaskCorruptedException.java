package dev.headrace.errors;

import dev.headrace.common.TaskId;
import java.util.Set;
import org.apache.kafka.clients.consumer.InvalidOffsetException;

/** Tasks whose local state no longer agrees with its changelog: it is wiped and restored. */
public class TaskCorruptedException extends StreamsException {

    private static final long serialVersionUID = 1L;

    private final transient Set<TaskId> corruptedTasks;

    public TaskCorruptedException(Set<TaskId> corruptedTasks) {
        super(describe(corruptedTasks));
        this.corruptedTasks = Set.copyOf(corruptedTasks);
    }

    public TaskCorruptedException(Set<TaskId> corruptedTasks, InvalidOffsetException cause) {
        super(describe(corruptedTasks), cause);
        this.corruptedTasks = Set.copyOf(corruptedTasks);
    }

    public TaskCorruptedException(Set<TaskId> corruptedTasks, ProcessorStateException cause) {
        super(describe(corruptedTasks), cause);
        this.corruptedTasks = Set.copyOf(corruptedTasks);
    }

    /** The tasks whose state must be built anew. */
    public Set<TaskId> corruptedTasks() {
        return corruptedTasks;
    }

    private static String describe(Set<TaskId> tasks) {
        return "Cannot go on with the state of tasks " + tasks
                + ": it is corrupted and must be restored from the changelog";
    }
}
