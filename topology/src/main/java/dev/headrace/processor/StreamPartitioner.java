package dev.headrace.processor;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the partitions of outgoing records. */
@FunctionalInterface
public interface StreamPartitioner<K, V> {

    /**
     * The partitions to which a record is sent: one or more of 0 to {@code numPartitions - 1}. An empty set drops the
     * record; {@code Optional.empty()} leaves the choice to the producer.
     */
    Optional<Set<Integer>> partitions(String topic, @Nullable K key, @Nullable V value, int numPartitions);
}
