package dev.headrace.runtime;

import dev.headrace.topology.InternalTopic;
import dev.headrace.topology.Node;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSinkNode;
import dev.headrace.topology.TopicSourceNode;
import dev.headrace.topology.TopologyPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the internal topics of a plan the names that they have in the cluster: {@code <application>-<name>}. */
final class InternalNames {

    private final String prefix;
    private final Set<String> internal;

    private InternalNames(String applicationId, Set<String> internal) {
        this.prefix = applicationId + "-";
        this.internal = internal;
    }

    /** The same plan with the cluster's names. Names of sub-topologies, which are durable, stay as they are. */
    static TopologyPlan resolve(TopologyPlan plan, String applicationId) {
        InternalNames names =
                new InternalNames(applicationId, plan.repartitionTopics().keySet());
        Map<String, InternalTopic> topics = new LinkedHashMap<>();
        plan.repartitionTopics()
                .forEach((name, topic) ->
                        topics.put(names.of(name), new InternalTopic(names.of(name), topic.partitions())));
        return new TopologyPlan(
                plan.subTopologies().stream().map(names::of).toList(),
                plan.globalStores(),
                topics,
                plan.copartitionGroups().stream()
                        .map(group -> group.stream().map(names::of).collect(Collectors.toSet()))
                        .toList(),
                plan.needingQueryEpochs());
    }

    private String of(String topic) {
        return internal.contains(topic) ? prefix + topic : topic;
    }

    private SubTopology of(SubTopology sub) {
        return new SubTopology(
                sub.id(), sub.name(), sub.nodes().stream().map(this::of).toList(), sub.stores());
    }

    private Node of(Node node) {
        if (node instanceof TopicSourceNode source) {
            return new TopicSourceNode(
                    source.name(),
                    of(source.topics()),
                    source.pattern(),
                    source.keyDeserializer(),
                    source.valueDeserializer(),
                    source.timestampExtractor(),
                    source.offsetReset());
        }
        if (node instanceof TopicSinkNode sink && sink.topic() != null && internal.contains(sink.topic())) {
            String topic = of(sink.topic());
            return new TopicSinkNode(
                    sink.name(),
                    sink.parents(),
                    (key, value, context) -> topic,
                    topic,
                    sink.keySerializer(),
                    sink.valueSerializer(),
                    sink.partitioner());
        }
        return node;
    }

    private List<String> of(List<String> topics) {
        return topics.stream().map(this::of).toList();
    }
}
