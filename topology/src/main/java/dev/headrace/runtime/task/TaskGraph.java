package dev.headrace.runtime.task;

import dev.headrace.common.Lookup;
import dev.headrace.processor.Processor;
import dev.headrace.processor.StreamPartitioner;
import dev.headrace.processor.TopicNameExtractor;
import dev.headrace.sink.SinkWriter;
import dev.headrace.topology.Node;
import dev.headrace.topology.ProcessorNode;
import dev.headrace.topology.SinkNode;
import dev.headrace.topology.SourceNode;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSinkNode;
import dev.headrace.topology.TopicSourceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The nodes of a task, wired; made anew when an epoch was aborted, so that processors keep nothing of it. */
final class TaskGraph {

    /** A graph of nothing. */
    static final TaskGraph EMPTY = new TaskGraph(List.of(), Map.of(), Map.of());

    private final List<GraphNode> nodes;
    private final Map<String, TopicSourceGraphNode> topicSources;
    private final Map<String, SourceGraphNode> sources;

    private TaskGraph(
            List<GraphNode> nodes,
            Map<String, TopicSourceGraphNode> topicSources,
            Map<String, SourceGraphNode> sources) {
        this.nodes = nodes;
        this.topicSources = topicSources;
        this.sources = sources;
    }

    /** Wires the nodes of {@code subTopology} and opens them. */
    static TaskGraph open(
            SubTopology subTopology, TaskState task, FailurePolicy failures, Map<String, SinkWriter<?, ?>> writers) {
        Wiring wiring = new Wiring(task, failures, writers);
        subTopology.nodes().forEach(wiring::add);
        TaskGraph graph = new TaskGraph(wiring.nodes, wiring.topicSources, wiring.sources);
        graph.nodes.forEach(GraphNode::open);
        return graph;
    }

    /** The node that decodes {@code topic}. */
    TopicSourceGraphNode sourceOf(String topic) {
        TopicSourceGraphNode source = topicSources.get(topic);
        if (source == null) {
            throw new IllegalStateException("No source reads topic " + topic);
        }
        return source;
    }

    /** The node of a source that is not a topic. */
    SourceGraphNode source(String name) {
        SourceGraphNode source = sources.get(name);
        if (source == null) {
            throw new IllegalStateException("There is no source " + name);
        }
        return source;
    }

    /** Forwards what nodes hold back; one pass in topological order leaves nothing behind. */
    void forwardBuffered() {
        for (GraphNode node : nodes) {
            node.forwardBuffered();
        }
    }

    void close() {
        nodes.forEach(GraphNode::close);
    }

    private static final class Wiring {
        private final TaskState task;
        private final FailurePolicy failures;
        private final Map<String, SinkWriter<?, ?>> writers;
        private final Map<String, GraphNode> byName = new HashMap<>();
        private final List<GraphNode> nodes = new ArrayList<>();
        private final Map<String, TopicSourceGraphNode> topicSources = new LinkedHashMap<>();
        private final Map<String, SourceGraphNode> sources = new LinkedHashMap<>();

        private Wiring(TaskState task, FailurePolicy failures, Map<String, SinkWriter<?, ?>> writers) {
            this.task = task;
            this.failures = failures;
            this.writers = writers;
        }

        private void add(Node description) {
            GraphNode node = wired(description);
            for (String parent : description.parents()) {
                Lookup.in(byName, parent).add(node);
            }
            byName.put(node.name(), node);
            nodes.add(node);
        }

        private GraphNode wired(Node description) {
            if (description instanceof TopicSourceNode source) {
                return topicSource(source);
            }
            if (description instanceof SourceNode source) {
                SourceGraphNode node = new SourceGraphNode(source.name());
                sources.put(source.name(), node);
                return node;
            }
            if (description instanceof ProcessorNode processor) {
                return processor(processor);
            }
            if (description instanceof TopicSinkNode sink) {
                return topicSink(sink);
            }
            return sink((SinkNode) description);
        }

        private GraphNode topicSource(TopicSourceNode source) {
            TaskServices services = task.services();
            TopicSourceGraphNode node = new TopicSourceGraphNode(
                    source.name(),
                    orElse(source.keyDeserializer(), services.keySerde().deserializer()),
                    orElse(source.valueDeserializer(), services.valueSerde().deserializer()),
                    orElse(source.timestampExtractor(), services.timestampExtractor()),
                    failures,
                    task.current());
            source.topics().forEach(topic -> topicSources.put(topic, node));
            return node;
        }

        @SuppressWarnings("unchecked")
        private GraphNode processor(ProcessorNode description) {
            Set<String> stores = Set.copyOf(description.stores());
            return new ProcessorGraphNode(
                    description.name(),
                    (Processor<Object, Object, Object, Object>)
                            description.supplier().get(),
                    node -> new NodeContext(node, task, stores),
                    failures);
        }

        @SuppressWarnings("unchecked")
        private GraphNode topicSink(TopicSinkNode sink) {
            TaskServices services = task.services();
            return new TopicSinkGraphNode(
                    sink.name(),
                    (TopicNameExtractor<Object, Object>) sink.topicNames(),
                    (Serializer<Object>)
                            orElse(sink.keySerializer(), services.keySerde().serializer()),
                    (Serializer<Object>)
                            orElse(sink.valueSerializer(), services.valueSerde().serializer()),
                    (StreamPartitioner<Object, Object>) sink.partitioner(),
                    task,
                    failures);
        }

        @SuppressWarnings("unchecked")
        private GraphNode sink(SinkNode sink) {
            return new SinkGraphNode(
                    sink.name(),
                    (SinkWriter<Object, Object>) Lookup.in(writers, sink.name()),
                    task.counters(),
                    failures);
        }

        private static <T> T orElse(@Nullable T own, T fallback) {
            return own == null ? fallback : own;
        }
    }
}
