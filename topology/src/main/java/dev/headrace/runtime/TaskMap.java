package dev.headrace.runtime;

import dev.headrace.runtime.assign.TaskLayout;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.topology.Node;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSourceNode;
import dev.headrace.topology.TopologyPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Which tasks there are, and which topic partitions each reads: partition p of each source of its sub-topology. */
final class TaskMap {

    private final Map<TaskKey, Entry> entries = new LinkedHashMap<>();

    /**
     * The tasks of {@code plan}.
     *
     * @param partitionCounts how many partitions each source topic has
     */
    TaskMap(TopologyPlan plan, TaskLayout layout, Map<String, Integer> partitionCounts) {
        for (TaskLayout.TaskPartitions task : layout.tasks(partitionCounts::get)) {
            SubTopology subTopology = plan.subTopology(task.task().subTopology());
            entries.put(task.task(), new Entry(task.task(), subTopology, Set.copyOf(task.partitions())));
        }
    }

    /** One task. */
    record Entry(TaskKey key, SubTopology subTopology, Set<TopicPartition> inputs) {}

    /** The tasks whose inputs are all among {@code assigned}. */
    List<Entry> complete(Set<TopicPartition> assigned) {
        List<Entry> complete = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (assigned.containsAll(entry.inputs)) {
                complete.add(entry);
            }
        }
        return complete;
    }

    /** Every task. */
    Set<TaskKey> keys() {
        return entries.keySet();
    }

    /** For each internal topic of {@code plan} the partitions whose records lead to it. */
    Map<String, Set<TopicPartition>> feeders(TopologyPlan plan) {
        Map<String, Set<TopicPartition>> feeders = new HashMap<>();
        for (String topic : plan.repartitionTopics().keySet()) {
            Set<String> nodes = plan.feeders(topic);
            Set<TopicPartition> partitions = new HashSet<>();
            for (Entry entry : entries.values()) {
                for (Node node : entry.subTopology.sources()) {
                    if (nodes.contains(node.name()) && node instanceof TopicSourceNode source) {
                        entry.inputs.stream()
                                .filter(partition -> source.reads(partition.topic()))
                                .forEach(partitions::add);
                    }
                }
            }
            feeders.put(topic, partitions);
        }
        return feeders;
    }
}
