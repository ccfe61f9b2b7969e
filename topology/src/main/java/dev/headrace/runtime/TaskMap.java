package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.errors.TopologyException;
import dev.headrace.runtime.assign.TaskLayout;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.source.Source;
import dev.headrace.topology.Node;
import dev.headrace.topology.SourceNode;
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
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** Which tasks there are, and which topic partitions each reads: partition p of each source of its sub-topology. */
final class TaskMap {

    private final Map<TaskKey, Entry> entries = new LinkedHashMap<>();

    /**
     * The tasks of {@code plan}.
     *
     * @param partitionCounts how many partitions each source topic has
     * @param sources the sources that are not topics, by name
     */
    TaskMap(
            TopologyPlan plan,
            TaskLayout layout,
            Map<String, Integer> partitionCounts,
            Map<String, Source<?, ?>> sources) {
        plan.subTopologies().forEach(TaskMap::refuseMixed);
        addTasks(plan, layout, partitionCounts, sources);
    }

    private TaskMap() {}

    /** The tasks of {@code plan} where all of them stay in one process, so that a task may read topics and other sources. */
    static TaskMap withinOneProcess(
            TopologyPlan plan,
            TaskLayout layout,
            Map<String, Integer> partitionCounts,
            Map<String, Source<?, ?>> sources) {
        TaskMap map = new TaskMap();
        map.addTasks(plan, layout, partitionCounts, sources);
        return map;
    }

    private void addTasks(
            TopologyPlan plan,
            TaskLayout layout,
            Map<String, Integer> partitionCounts,
            Map<String, Source<?, ?>> sources) {
        for (TaskLayout.TaskPartitions task : layout.tasks(partitionCounts::get)) {
            SubTopology subTopology = plan.subTopology(task.task().subTopology());
            entries.put(task.task(), new Entry(task.task(), subTopology, Set.copyOf(task.partitions())));
        }
        for (SubTopology subTopology : plan.subTopologies()) {
            int tasks =
                    largest(subTopology, node -> Lookup.in(sources, node.name()).partitions());
            for (int partition = 0; partition < tasks; partition++) {
                TaskKey key = new TaskKey(subTopology.name(), partition);
                entries.putIfAbsent(key, new Entry(key, subTopology, Set.of()));
            }
        }
    }

    /**
     * How many tasks the sources of a sub-topology want that are no topics; 0 where there are none.
     *
     * @throws TopologyException if it reads topics too
     */
    static int sourceTasks(SubTopology subTopology, Function<SourceNode, Integer> partitions) {
        refuseMixed(subTopology);
        return largest(subTopology, partitions);
    }

    private static int largest(SubTopology subTopology, Function<SourceNode, Integer> partitions) {
        return sources(subTopology).stream()
                .map(partitions)
                .max(Integer::compare)
                .orElse(0);
    }

    private static List<SourceNode> sources(SubTopology subTopology) {
        return subTopology.sources().stream()
                .filter(SourceNode.class::isInstance)
                .map(SourceNode.class::cast)
                .toList();
    }

    private static void refuseMixed(SubTopology subTopology) {
        List<SourceNode> own = sources(subTopology);
        if (!own.isEmpty() && !subTopology.sourceTopics().isEmpty()) {
            throw new TopologyException("Cannot run source '" + own.get(0).name() + "' together with topics "
                    + subTopology.sourceTopics()
                    + ": tasks of topics move between processes, those of other sources do not. Put a repartition"
                    + " between them");
        }
    }

    /** One task. */
    record Entry(TaskKey key, SubTopology subTopology, Set<TopicPartition> inputs) {}

    /**
     * The tasks whose inputs are all among {@code assigned}. Tasks that read no topics are dealt out to the workers of the
     * process in turn.
     */
    List<Entry> complete(Set<TopicPartition> assigned, int worker, int workers) {
        List<Entry> complete = new ArrayList<>();
        for (Entry entry : entries.values()) {
            boolean ours = entry.inputs.isEmpty()
                    ? entry.key.partition() % workers == worker
                    : assigned.containsAll(entry.inputs);
            if (ours) {
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
