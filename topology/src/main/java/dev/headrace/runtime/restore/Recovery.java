package dev.headrace.runtime.restore;

import dev.headrace.runtime.checkpoint.TaskKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Brings tasks up to their last commit before they run. */
public interface Recovery extends AutoCloseable {

    /**
     * Begins to recover a task.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if somebody else's transaction is in the way; to be tried again
     */
    void admit(RecoveryRequest request);

    /** These inputs were given up: nobody waits for their committed positions any more. */
    void giveUp(Set<TopicPartition> inputs);

    /** Forgets a task that is no longer to be recovered. */
    void drop(TaskKey task);

    /** Reads on, waiting at most {@code budget}; returns the tasks that may run now. */
    List<Recovered> advance(Duration budget);

    /** Whether no task is on its way. */
    boolean isIdle();

    /** How many offsets are left to read. */
    long remaining();

    @Override
    void close();
}
