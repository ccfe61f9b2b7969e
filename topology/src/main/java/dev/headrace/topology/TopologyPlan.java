package dev.headrace.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
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
 */
public record TopologyPlan(
        List<SubTopology> subTopologies,
        List<GlobalStore> globalStores,
        Map<String, InternalTopic> repartitionTopics,
        List<Set<String>> copartitionGroups) {

    public TopologyPlan {
        subTopologies = List.copyOf(subTopologies);
        globalStores = List.copyOf(globalStores);
        repartitionTopics = Collections.unmodifiableMap(new LinkedHashMap<>(repartitionTopics));
        copartitionGroups = copartitionGroups.stream().map(Set::copyOf).toList();
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
}
