package dev.headrace.topology;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes descriptions. The order in which nodes are connected decides the order in which a text names a node's neighbours;
 * it is that of Kafka Streams, hash sets included, so that the texts are the same.
 */
final class Describer {

    private Describer() {}

    static TopologyDescription describe(Declarations declarations) {
        Set<TopologyDescription.Subtopology> subtopologies = new LinkedHashSet<>();
        Set<TopologyDescription.GlobalStore> globalStores = new LinkedHashSet<>();
        for (NodeGroup group : NodeGroup.of(declarations)) {
            Map<String, DescribedNode> nodes = connected(group.nodes(), declarations);
            GlobalStore global = group.globalStore();
            if (global == null) {
                Set<TopologyDescription.Node> ordered = new TreeSet<>(DescribedNode.ORDER);
                ordered.addAll(nodes.values());
                subtopologies.add(new DescribedTopology.Part(group.id(), ordered));
            } else {
                globalStores.add(new DescribedTopology.Global(
                        group.id(),
                        (DescribedNode.Source) named(nodes, global.source().name()),
                        (DescribedNode.Processor)
                                named(nodes, global.processor().name())));
            }
        }
        return new DescribedTopology(subtopologies, globalStores);
    }

    private static Map<String, DescribedNode> connected(List<Node> nodes, Declarations declarations) {
        Map<String, Integer> indexes = new HashMap<>();
        nodes.forEach(node -> indexes.put(node.name(), indexes.size()));
        Set<String> names = new HashSet<>();
        nodes.forEach(node -> names.add(node.name()));
        Map<String, DescribedNode> described = new HashMap<>();
        names.forEach(name -> described.put(
                name, DescribedNode.of(declarations.node(name), Objects.requireNonNull(indexes.get(name)))));

        for (DescribedNode node : described.values()) {
            for (String parentName : declarations.node(node.name()).parents()) {
                DescribedNode parent = named(described, parentName);
                parent.connectTo(node);
                grow(parent, node.size());
            }
        }
        return described;
    }

    private static DescribedNode named(Map<String, DescribedNode> nodes, String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    /** Adds {@code count} to the size of {@code node}, and to that of each node before it once per way from there. */
    private static void grow(DescribedNode node, int count) {
        Map<Integer, DescribedNode> reached = new HashMap<>(Map.of(node.index(), node));
        NavigableMap<Integer, Integer> growth = new TreeMap<>(Map.of(node.index(), count));
        while (!growth.isEmpty()) {
            Map.Entry<Integer, Integer> next = growth.pollLastEntry();
            DescribedNode grown = Objects.requireNonNull(reached.get(next.getKey()));
            grown.growBy(next.getValue());
            for (TopologyDescription.Node predecessor : grown.predecessors()) {
                DescribedNode before = (DescribedNode) predecessor;
                reached.put(before.index(), before);
                growth.merge(before.index(), next.getValue(), Integer::sum);
            }
        }
    }
}
