package dev.headrace.topology;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A repartition topic: written and read by the topology itself, and by nobody else. The engine creates it (or exchanges its
 * records within the process) and purges what was read.
 *
 * @param name the name without the application's prefix
 * @param partitions how many partitions it has; null: as many as the largest of the topics from which it is fed
 */
public record InternalTopic(String name, @Nullable Integer partitions) {

    public InternalTopic {
        Objects.requireNonNull(name, "The name of a repartition topic is null");
        if (partitions != null && partitions < 1) {
            throw new IllegalArgumentException("Cannot declare repartition topic '" + name + "': " + partitions
                    + " partitions are too few, give 1 or more");
        }
    }

    /** A repartition topic with as many partitions as the largest of the topics from which it is fed. */
    public static InternalTopic repartition(String name) {
        return new InternalTopic(name, null);
    }

    /** A repartition topic with so many partitions. */
    public static InternalTopic repartition(String name, int partitions) {
        return new InternalTopic(name, partitions);
    }
}
