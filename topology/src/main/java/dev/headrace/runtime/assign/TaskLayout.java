package dev.headrace.runtime.assign;

import dev.headrace.runtime.checkpoint.TaskKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * How a topology is cut into tasks: task p of a sub-topology reads partition p of each of its source topics.
 *
 * @param subTopologies with names and topics that no two of them share
 */
public record TaskLayout(List<SubTopology> subTopologies) {

    /** Copies the list; refuses two sub-topologies of one name or with one topic. */
    public TaskLayout {
        subTopologies = List.copyOf(subTopologies);
        Map<String, String> readers = new HashMap<>();
        Map<String, Integer> names = new HashMap<>();
        for (SubTopology sub : subTopologies) {
            Integer sameName = names.put(sub.name(), sub.id());
            if (sameName != null) {
                throw new IllegalArgumentException("Cannot lay out tasks: sub-topologies " + sameName + " and "
                        + sub.id() + " are both named '" + sub.name() + "'");
            }
            for (String topic : sub.topics()) {
                String reader = readers.put(topic, sub.name());
                if (reader != null) {
                    throw new IllegalArgumentException("Cannot lay out tasks: topic '" + topic
                            + "' is a source of both '" + reader + "' and '" + sub.name() + "'");
                }
            }
        }
    }

    /**
     * One part of a topology.
     *
     * @param id its number, for display
     * @param name its durable name
     * @param topics its source topics
     */
    public record SubTopology(int id, String name, List<String> topics) {

        /** Copies the list. */
        public SubTopology {
            topics = List.copyOf(topics);
        }
    }

    /**
     * A task and what it reads.
     *
     * @param task the task
     * @param partitions one of each source topic that has so many
     */
    public record TaskPartitions(TaskKey task, List<TopicPartition> partitions) {

        /** Copies the list. */
        public TaskPartitions {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * All tasks, by sub-topology and partition: as many per sub-topology as its largest topic has partitions.
     *
     * @param partitionCount of a topic; 0 where it does not exist
     */
    public List<TaskPartitions> tasks(ToIntFunction<String> partitionCount) {
        List<TaskPartitions> tasks = new ArrayList<>();
        for (SubTopology sub : subTopologies) {
            int largest = sub.topics().stream().mapToInt(partitionCount).max().orElse(0);
            for (int partition = 0; partition < largest; partition++) {
                tasks.add(task(sub, partition, partitionCount));
            }
        }
        return tasks;
    }

    private static TaskPartitions task(SubTopology sub, int partition, ToIntFunction<String> partitionCount) {
        List<TopicPartition> partitions = sub.topics().stream()
                .filter(topic -> partition < partitionCount.applyAsInt(topic))
                .map(topic -> new TopicPartition(topic, partition))
                .toList();
        return new TaskPartitions(new TaskKey(sub.name(), partition), partitions);
    }

    /** The source topics of all sub-topologies. */
    public List<String> topics() {
        return subTopologies.stream().flatMap(sub -> sub.topics().stream()).toList();
    }

    int indexOf(String subTopology) {
        return IntStream.range(0, subTopologies.size())
                .filter(index -> subTopologies.get(index).name().equals(subTopology))
                .findFirst()
                .orElseThrow();
    }
}
