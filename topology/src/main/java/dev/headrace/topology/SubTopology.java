package dev.headrace.topology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of the topology whose nodes are connected by edges or by stores, and so run together: one task per partition of its
 * sources.
 *
 * @param id its number, for display: it changes when the topology changes
 * @param name its durable name: the smallest of the names of its source topics, or of its source nodes when no topic is
 *     named
 * @param nodes its nodes: sources first, then each node behind all of its parents
 * @param stores the stores of its processors
 */
public record SubTopology(int id, String name, List<Node> nodes, List<StoreDescription> stores) {

    public SubTopology {
        nodes = List.copyOf(nodes);
        stores = List.copyOf(stores);
    }

    /** Its source nodes, each a {@link TopicSourceNode} or a {@link SourceNode}. */
    public List<Node> sources() {
        return nodes.stream().filter(node -> node.parents().isEmpty()).toList();
    }

    /** The topics that its sources name, repartition topics without the application's prefix. */
    public Set<String> sourceTopics() {
        Set<String> topics = new LinkedHashSet<>();
        for (Node node : nodes) {
            if (node instanceof TopicSourceNode source) {
                topics.addAll(source.topics());
            }
        }
        return topics;
    }

    /** The nodes that {@code parent} sends records to, in the order in which they receive one. */
    public List<Node> children(String parent) {
        return nodes.stream().filter(node -> node.parents().contains(parent)).toList();
    }
}
