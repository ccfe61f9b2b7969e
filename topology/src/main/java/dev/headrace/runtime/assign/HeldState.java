package dev.headrace.runtime.assign;

import dev.headrace.runtime.checkpoint.TaskKey;
import java.util.Map;
import java.util.UUID;

/** The state on this process's disk, as the assignor asks for it whenever its member joins the group. */
public interface HeldState {

    /** The identity of the process, which lives with its state directory. */
    UUID processId();

    /**
     * How far the state of each task that is held here has come. The numbers of one task are compared between processes:
     * the larger, the less there is to restore.
     */
    Map<TaskKey, Long> positions();
}
