package dev.headrace.runtime.directory;

import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.sink.Receipt;
import java.util.List;
import java.util.Map;

/**
 * What a commit says of one task.
 *
 * @param receipts what its sinks staged and nobody is known to have published, by sink
 */
record TaskCommit(TaskKey task, TaskCheckpoint checkpoint, Map<String, List<Receipt>> receipts) {

    TaskCommit {
        receipts = Map.copyOf(receipts);
    }
}
