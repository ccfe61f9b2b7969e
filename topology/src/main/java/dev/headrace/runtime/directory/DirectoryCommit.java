package dev.headrace.runtime.directory;

import dev.headrace.runtime.checkpoint.TaskKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of the log: everything that is needed to go on after it. The entries before it are needed no more.
 *
 * @param sequence its number in the log
 * @param owner the incarnation that wrote it
 * @param epoch the epoch that it committed last; -1 after the start positions, -2 before
 * @param committedAtMs milliseconds since 1970
 */
record DirectoryCommit(
        long sequence,
        UUID owner,
        long epoch,
        long committedAtMs,
        QueryTime time,
        List<TaskCommit> tasks,
        List<StoreState> stores) {

    /** The epoch "before" the start positions, which are committed as an epoch of their own. */
    static final long NO_EPOCH = -2;

    DirectoryCommit {
        tasks = List.copyOf(tasks);
        stores = List.copyOf(stores);
    }

    /** The log of a new query, before its first entry. */
    static DirectoryCommit nothing(UUID owner) {
        return new DirectoryCommit(-1, owner, NO_EPOCH, 0, QueryTime.UNKNOWN, List.of(), List.of());
    }

    /** The same, said by a new owner. */
    DirectoryCommit takenOver(UUID newOwner, long nowMs) {
        return new DirectoryCommit(sequence + 1, newOwner, epoch, nowMs, time, tasks, stores);
    }

    Optional<TaskCommit> task(TaskKey key) {
        return tasks.stream().filter(task -> task.task().equals(key)).findFirst();
    }

    Optional<StoreState> store(String name, int partition) {
        return stores.stream()
                .filter(store -> store.store().equals(name) && store.partition() == partition)
                .findFirst();
    }
}
