package dev.headrace.runtime.observe;

import dev.headrace.topology.Node;
import dev.headrace.topology.ProcessorNode;
import dev.headrace.topology.SinkNode;
import dev.headrace.topology.SourceNode;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSinkNode;
import dev.headrace.topology.TopicSourceNode;
import dev.headrace.topology.TopologyPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes of a query as its progress tells of them, in the order of the topology.
 *
 * @param sources the description of each source from outside of the query; by the name of its node, or of its topic
 * @param sinks the description of each sink to the outside; by the name of its node
 * @param operators the store that the records of a processor are on their way to, its own or the first one behind it; by the
 *     name of the processor
 */
record QueryNodes(Map<String, String> sources, Map<String, String> sinks, Map<String, String> operators) {

    static QueryNodes of(TopologyPlan plan) {
        Map<String, String> sources = new LinkedHashMap<>();
        Map<String, String> sinks = new LinkedHashMap<>();
        Map<String, String> operators = new HashMap<>();
        Set<String> internal = plan.repartitionTopics().keySet();
        for (SubTopology subTopology : plan.subTopologies()) {
            for (Node node : subTopology.nodes()) {
                if (node instanceof SourceNode source) {
                    sources.put(source.name(), source.source().describe());
                } else if (node instanceof TopicSourceNode source) {
                    source.topics().stream()
                            .filter(topic -> !internal.contains(topic))
                            .forEach(topic -> sources.put(topic, "topic " + topic));
                } else if (node instanceof SinkNode sink) {
                    sinks.put(sink.name(), sink.sink().describe());
                } else if (node instanceof TopicSinkNode sink) {
                    describe(sink, internal).ifPresent(description -> sinks.put(sink.name(), description));
                } else {
                    firstStore(node, subTopology, plan).ifPresent(store -> operators.put(node.name(), store));
                }
            }
        }
        return new QueryNodes(
                Collections.unmodifiableMap(sources), Collections.unmodifiableMap(sinks), Map.copyOf(operators));
    }

    private static Optional<String> describe(TopicSinkNode sink, Set<String> internal) {
        String topic = sink.topic();
        if (topic == null) {
            return Optional.of("topics that each record chooses");
        }
        return internal.contains(topic) ? Optional.empty() : Optional.of("topic " + topic);
    }

    private static Optional<String> firstStore(Node from, SubTopology subTopology, TopologyPlan plan) {
        Deque<Place> ahead = new ArrayDeque<>(List.of(new Place(from, subTopology)));
        Set<Place> seen = new HashSet<>(ahead);
        while (!ahead.isEmpty()) {
            Place place = ahead.remove();
            if (place.node instanceof ProcessorNode processor
                    && !processor.stores().isEmpty()) {
                return Optional.of(processor.stores().get(0));
            }
            place.next(plan).stream().filter(seen::add).forEach(ahead::add);
        }
        return Optional.empty();
    }

    private record Place(Node node, SubTopology subTopology) {

        private List<Place> next(TopologyPlan plan) {
            List<Place> next = new ArrayList<>();
            for (Node child : subTopology.children(node.name())) {
                next.add(new Place(child, subTopology));
            }
            if (node instanceof TopicSinkNode sink && sink.topic() != null) {
                for (SubTopology other : plan.subTopologies()) {
                    other.nodes().stream()
                            .filter(each -> each instanceof TopicSourceNode source && source.reads(sink.topic()))
                            .forEach(source -> next.add(new Place(source, other)));
                }
            }
            return next;
        }
    }
}
