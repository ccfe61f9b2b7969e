package dev.headrace.runtime;

import dev.headrace.errors.StreamsException;
import dev.headrace.topology.AutoOffsetReset;
import dev.headrace.topology.Node;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSourceNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Where a topic partition begins for which neither checkpoint nor consumer group has a position. */
final class StartPositions implements OwnedTasks.FirstOffsets {

    private final Map<String, AutoOffsetReset> byTopic = new HashMap<>();
    private final AutoOffsetReset fallback;
    private final ConsumerIntake intake;

    /**
     * The start positions of the sources of {@code subTopologies}.
     *
     * @param fallback for sources that say nothing themselves
     */
    StartPositions(List<SubTopology> subTopologies, AutoOffsetReset fallback, ConsumerIntake intake) {
        this.fallback = fallback;
        this.intake = intake;
        for (SubTopology subTopology : subTopologies) {
            for (Node node : subTopology.sources()) {
                if (node instanceof TopicSourceNode source && source.offsetReset() != null) {
                    source.topics().forEach(topic -> byTopic.put(topic, source.offsetReset()));
                }
            }
        }
    }

    /** Asks the brokers. */
    @Override
    public Map<TopicPartition, Long> of(Set<TopicPartition> partitions) {
        Set<TopicPartition> first = new HashSet<>();
        Set<TopicPartition> last = new HashSet<>();
        for (TopicPartition partition : partitions) {
            switch (byTopic.getOrDefault(partition.topic(), fallback).strategy()) {
                case EARLIEST -> first.add(partition);
                case LATEST -> last.add(partition);
                case NONE ->
                    throw new StreamsException("Cannot start to read " + partition
                            + ": nothing is committed for it and the offset reset is none. Choose earliest or latest");
                case BY_DURATION ->
                    throw new StreamsException(
                            "Cannot start to read " + partition + " by duration: choose earliest or latest");
            }
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (!first.isEmpty()) {
            offsets.putAll(intake.beginningOffsets(first));
        }
        if (!last.isEmpty()) {
            offsets.putAll(intake.endOffsets(last));
        }
        return offsets;
    }
}
