package dev.headrace.runtime;

import dev.headrace.topology.Node;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSourceNode;
import dev.headrace.topology.TopologyPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** In which order the tasks of one worker take turns. */
final class StageOrder {

    private final Map<String, Integer> ranks;

    private StageOrder(Map<String, Integer> ranks) {
        this.ranks = ranks;
    }

    /** All at once: what one sends to another leaves the worker and comes back as input. */
    static StageOrder together() {
        return new StageOrder(Map.of());
    }

    /** Sub-topologies behind those that feed them. Where two feed each other, one of them is first. */
    static StageOrder feedersFirst(TopologyPlan plan) {
        List<String> topics = List.copyOf(plan.repartitionTopics().keySet());
        Map<String, Integer> ranks = new HashMap<>();
        for (SubTopology subTopology : plan.subTopologies()) {
            int rank = 0;
            for (Node node : subTopology.sources()) {
                if (node instanceof TopicSourceNode source) {
                    for (String topic : source.topics()) {
                        rank = Math.max(rank, topics.indexOf(topic) + 1);
                    }
                }
            }
            ranks.put(subTopology.name(), rank);
        }
        return new StageOrder(ranks);
    }

    /** The tasks, cut into stages. */
    List<List<OwnedTask>> stages(Collection<OwnedTask> tasks) {
        Map<Integer, List<OwnedTask>> stages = new TreeMap<>();
        for (OwnedTask task : tasks) {
            int rank = ranks.getOrDefault(task.key().subTopology(), 0);
            stages.computeIfAbsent(rank, any -> new ArrayList<>()).add(task);
        }
        return List.copyOf(stages.values());
    }
}
