package dev.headrace.topology;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the engine runs: a checked topology, cut into the parts that run as tasks. It never changes.
 *
 * @param subTopologies the parts, in the order of their ids
 * @param globalStores the stores that every process keeps a copy of
 * @param repartitionTopics the repartition topics by name, each behind those that feed it: draining them in this order
 *     leaves none with records
 * @param copartitionGroups sets of source topics that must have equally many partitions
 * @param needingQueryEpochs the nodes that work with epochs of the whole query only, each with the reason
 */
public record TopologyPlan(
        List<SubTopology> subTopologies,
        List<GlobalStore> globalStores,
        Map<String, InternalTopic> repartitionTopics,
        List<Set<String>> copartitionGroups,
        Map<String, String> needingQueryEpochs) {

    public TopologyPlan {
        subTopologies = List.copyOf(subTopologies);
        globalStores = List.copyOf(globalStores);
        repartitionTopics = Collections.unmodifiableMap(new LinkedHashMap<>(repartitionTopics));
        copartitionGroups = copartitionGroups.stream().map(Set::copyOf).toList();
        needingQueryEpochs = Collections.unmodifiableMap(new LinkedHashMap<>(needingQueryEpochs));
    }

    /**
     * The part with the durable name {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SubTopology subTopology(String name) {
        return subTopologies.stream()
                .filter(subTopology -> subTopology.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Cannot find sub-topology '" + name + "': there are "
                        + subTopologies.stream().map(SubTopology::name).toList()));
    }

    /**
     * The source nodes whose records lead to {@code repartitionTopic}: nothing more comes to it once the tasks have read
     * these to their ends. Two sub-topologies may feed each other's topics, as in a foreign-key join; two topics never do.
     */
    public Set<String> feeders(String repartitionTopic) {
        Set<String> feeders = new LinkedHashSet<>();
        for (SubTopology subTopology : subTopologies) {
            Set<String> upstream = new HashSet<>();
            List<Node> nodes = subTopology.nodes();
            for (int i = nodes.size() - 1; i >= 0; i--) {
                Node node = nodes.get(i);
                boolean writes = node instanceof TopicSinkNode sink && repartitionTopic.equals(sink.topic());
                if (!writes && !upstream.contains(node.name())) {
                    continue;
                }
                upstream.addAll(node.parents());
                if (node.parents().isEmpty()) {
                    feeders.add(node.name());
                }
            }
        }
        return feeders;
    }
}
