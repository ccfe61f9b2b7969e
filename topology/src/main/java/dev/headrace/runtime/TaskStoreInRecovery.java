package dev.headrace.runtime;

import dev.headrace.runtime.restore.RestorableStore;
import dev.headrace.runtime.task.TaskStores;
import dev.headrace.state.CommittableStore;
import org.apache.kafka.common.TopicPartition;

/** A store of a task, as the recovery gate sees it. */
record TaskStoreInRecovery(TaskStores stores, CommittableStore store, TopicPartition changelog)
        implements RestorableStore {

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public CommittableStore rebuild() {
        return stores.rebuild(store.name());
    }
}
