package dev.headrace.runtime.checkpoint;

import java.util.Comparator;

/**
 * The durable identity of a task.
 *
 * @param subTopology the durable name of its sub-topology, never its position in the topology
 * @param partition the number of its partition
 */
public record TaskKey(String subTopology, int partition) implements Comparable<TaskKey> {

    private static final Comparator<TaskKey> ORDER =
            Comparator.comparing(TaskKey::subTopology).thenComparingInt(TaskKey::partition);

    /** Refuses a nameless sub-topology and a negative partition. */
    public TaskKey {
        if (subTopology.isEmpty() || partition < 0) {
            throw new IllegalArgumentException("Cannot identify a task by sub-topology '" + subTopology
                    + "' and partition " + partition + ": a name and a number from 0 are needed");
        }
    }

    @Override
    public int compareTo(TaskKey other) {
        return ORDER.compare(this, other);
    }

    /** For display. */
    @Override
    public String toString() {
        return subTopology + "_" + partition;
    }
}
