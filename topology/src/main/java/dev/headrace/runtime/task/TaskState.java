package dev.headrace.runtime.task;

import dev.headrace.common.TaskId;
import dev.headrace.state.StateStore;
import java.io.File;
import java.util.Map;

/**
 * What the nodes of one task share.
 *
 * @param stores the open stores by name
 * @param dropped counts a record that is dropped
 */
record TaskState(
        TaskId id,
        TaskServices services,
        EventClock clock,
        EpochTime epochTime,
        CurrentRecord current,
        Map<String, StateStore> stores,
        Punctuations streamPunctuations,
        Punctuations wallPunctuations,
        TaskCounters counters,
        Runnable dropped,
        File stateDirectory) {

    StateStore store(String name) {
        StateStore store = stores.get(name);
        if (store == null) {
            throw new IllegalStateException("Task " + id + " has no store " + name);
        }
        return store;
    }

    void requestCommit() {
        counters.requestCommit();
    }
}
