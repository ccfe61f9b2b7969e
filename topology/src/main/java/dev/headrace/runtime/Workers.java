package dev.headrace.runtime;

import dev.headrace.port.Jobs;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.observe.WorkerObserver;

/** Makes the workers of one query. */
public interface Workers {

    /** How many there are in this process. */
    int count();

    /** How many tasks the topology is cut into. */
    int taskCount();

    /**
     * Makes a worker, which fences what an earlier owner of its tasks left. Blocks.
     *
     * @param index its number in this process, from 0
     */
    Worker worker(int index, Jobs jobs, CommitProbe probe, WorkerObserver observer);
}
