package dev.headrace.topology;

import dev.headrace.errors.TopologyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks a topology as a whole and cuts it into sub-topologies. */
final class Planner {

    private Planner() {}

    static TopologyPlan plan(Declarations declarations) {
        if (declarations.nodes().isEmpty()) {
            throw new TopologyException("Cannot plan a topology without nodes: add a source at least");
        }
        refuseUnusedStores(declarations);
        refuseUnfitCopartitionGroups(declarations);
        Map<String, InternalTopic> repartitionTopics = new LinkedHashMap<>();
        RepartitionOrder.of(declarations).forEach(topic -> repartitionTopics.put(topic.name(), topic));

        List<SubTopology> subTopologies = new ArrayList<>();
        for (NodeGroup group : NodeGroup.of(declarations)) {
            if (group.globalStore() == null) {
                subTopologies.add(subTopology(group, declarations));
            }
        }
        refuseEqualNames(subTopologies);
        return new TopologyPlan(
                subTopologies,
                List.copyOf(declarations.globalStores()),
                repartitionTopics,
                declarations.copartitionGroups(),
                declarations.needingQueryEpochs());
    }

    private static SubTopology subTopology(NodeGroup group, Declarations declarations) {
        List<Node> nodes = new ArrayList<>(group.nodes());
        nodes.sort(Comparator.comparing(node -> !node.parents().isEmpty()));
        List<StoreDescription> stores = declarations.stores().stream()
                .filter(store ->
                        nodes.stream().anyMatch(node -> store.processors().contains(node.name())))
                .toList();
        refuseForeignRestoreTopics(nodes, stores);
        return new SubTopology(group.id(), durableName(nodes), nodes, stores);
    }

    private static String durableName(List<Node> nodes) {
        return nodes.stream()
                .filter(TopicSourceNode.class::isInstance)
                .flatMap(node -> ((TopicSourceNode) node).topics().stream())
                .min(Comparator.naturalOrder())
                .orElseGet(() -> nodes.stream()
                        .filter(node -> node.parents().isEmpty())
                        .map(Node::name)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static void refuseUnusedStores(Declarations declarations) {
        List<String> unused = declarations.stores().stream()
                .filter(store -> store.processors().isEmpty())
                .map(StoreDescription::name)
                .toList();
        if (!unused.isEmpty()) {
            throw new TopologyException("Cannot plan the topology: no processor is connected to store "
                    + String.join(", ", unused) + "; connect one or leave the store out");
        }
    }

    private static void refuseForeignRestoreTopics(List<Node> nodes, List<StoreDescription> stores) {
        for (StoreDescription store : stores) {
            String topic = store.restoreTopic();
            if (topic != null && nodes.stream().noneMatch(node -> readsByName(node, topic))) {
                throw new TopologyException("Cannot restore store '" + store.name() + "' from topic '" + topic
                        + "': no source that runs together with its processors " + store.processors()
                        + " reads that topic");
            }
        }
    }

    private static boolean readsByName(Node node, String topic) {
        return node instanceof TopicSourceNode source && source.topics().contains(topic);
    }

    private static void refuseUnfitCopartitionGroups(Declarations declarations) {
        for (Set<String> group : declarations.copartitionGroups()) {
            Map<String, Integer> partitions = new TreeMap<>();
            for (String topic : group) {
                if (declarations.readerOf(topic) == null) {
                    throw new TopologyException(
                            "Cannot keep the partitions of " + group + " equal: no source reads topic '" + topic + "'");
                }
                InternalTopic internal = declarations.internalTopics().get(topic);
                if (internal != null && internal.partitions() != null) {
                    partitions.put(topic, internal.partitions());
                }
            }
            if (Set.copyOf(partitions.values()).size() > 1) {
                throw new TopologyException("Cannot keep the partitions of " + group
                        + " equal: these topics were declared with " + partitions);
            }
        }
    }

    private static void refuseEqualNames(List<SubTopology> subTopologies) {
        Map<String, SubTopology> byName = new HashMap<>();
        for (SubTopology subTopology : subTopologies) {
            SubTopology other = byName.put(subTopology.name(), subTopology);
            if (other != null) {
                throw new TopologyException("Cannot tell two sub-topologies apart: both " + names(other) + " and "
                        + names(subTopology) + " would be called '" + subTopology.name()
                        + "'; rename the source node of that name");
            }
        }
    }

    private static List<String> names(SubTopology subTopology) {
        return subTopology.nodes().stream().map(Node::name).toList();
    }
}
