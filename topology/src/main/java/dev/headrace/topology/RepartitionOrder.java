package dev.headrace.topology;

import dev.headrace.errors.TopologyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Orders repartition topics so that each stands behind those whose records lead to it. One that feeds itself, over whatever
 * detour, is refused: it could never be drained.
 */
final class RepartitionOrder {

    private final Map<String, List<Node>> followers = new LinkedHashMap<>();
    private final Map<String, List<InternalTopic>> topicsByReader = new LinkedHashMap<>();
    private final List<Node> path = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
    private final List<InternalTopic> reversed = new ArrayList<>();

    private RepartitionOrder(Declarations declarations) {
        declarations.nodes().forEach(node -> followers.put(node.name(), new ArrayList<>()));
        for (Node node : declarations.nodes()) {
            node.parents().forEach(parent -> follow(parent, node));
        }
        for (InternalTopic topic : declarations.internalTopics().values()) {
            Node reader = declarations.readerOf(topic.name());
            List<Node> writers = declarations.nodes().stream()
                    .filter(node ->
                            node instanceof TopicSinkNode sink && topic.name().equals(sink.topic()))
                    .toList();
            if (reader == null || writers.isEmpty()) {
                throw new TopologyException("Cannot use repartition topic '" + topic.name() + "': no "
                        + (reader == null ? "source reads" : "sink writes") + " it; add one or leave the topic out");
            }
            writers.forEach(writer -> follow(writer.name(), reader));
            topicsByReader
                    .computeIfAbsent(reader.name(), name -> new ArrayList<>())
                    .add(topic);
        }
    }

    /** The repartition topics, each behind those that feed it. */
    static List<InternalTopic> of(Declarations declarations) {
        RepartitionOrder order = new RepartitionOrder(declarations);
        declarations.nodes().forEach(order::visit);
        List<InternalTopic> topics = new ArrayList<>(order.reversed);
        Collections.reverse(topics);
        return topics;
    }

    private void follow(String from, Node to) {
        Objects.requireNonNull(followers.get(from)).add(to);
    }

    /** Depth first: a node is done after everything that its records lead to. */
    private void visit(Node node) {
        if (done.contains(node.name())) {
            return;
        }
        int seenAt = path.indexOf(node);
        if (seenAt >= 0) {
            refuseLoop(path.subList(seenAt, path.size()));
        }
        path.add(node);
        Objects.requireNonNull(followers.get(node.name())).forEach(this::visit);
        path.remove(path.size() - 1);
        done.add(node.name());
        reversed.addAll(topicsByReader.getOrDefault(node.name(), List.of()));
    }

    private static void refuseLoop(List<Node> loop) {
        StringBuilder way = new StringBuilder();
        for (Node node : loop) {
            way.append(node.name()).append(" -> ");
            if (node instanceof TopicSinkNode sink) {
                way.append("topic ").append(sink.topic()).append(" -> ");
            }
        }
        way.append(loop.get(0).name());
        throw new TopologyException("Cannot drain a repartition topic that feeds itself: " + way
                + "; send records back through a topic that is not internal");
    }
}
