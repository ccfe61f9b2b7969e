package dev.headrace.topology;

import dev.headrace.processor.TopicNameExtractor;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A node as a description shows it. Equality leaves out successors, and is that of Kafka Streams' descriptions. */
abstract sealed class DescribedNode implements TopologyDescription.Node {

    /** Nodes with most behind them first, then by name. */
    static final Comparator<TopologyDescription.Node> ORDER = (one, other) -> {
        if (one.equals(other)) {
            return 0;
        }
        int bySize = ((DescribedNode) other).size - ((DescribedNode) one).size;
        return bySize != 0 ? bySize : one.name().compareTo(other.name());
    };

    private final String name;
    private final int index;
    private final Set<TopologyDescription.Node> predecessors = new TreeSet<>(ORDER);
    private final Set<TopologyDescription.Node> successors = new TreeSet<>(ORDER);
    private int size = 1;

    private DescribedNode(String name, int index) {
        this.name = name;
        this.index = index;
    }

    /**
     * Describes {@code node}, not connected yet.
     *
     * @param index its place in the order in which the nodes were added
     */
    static DescribedNode of(Node node, int index) {
        if (node instanceof TopicSourceNode source) {
            Set<String> topics = source.pattern() == null ? new HashSet<>(source.topics()) : null;
            return new Source(node.name(), index, topics, source.pattern(), null);
        }
        if (node instanceof SourceNode source) {
            return new Source(node.name(), index, null, null, source.source().describe());
        }
        if (node instanceof ProcessorNode processor) {
            return new Processor(node.name(), index, new HashSet<>(processor.stores()));
        }
        if (node instanceof TopicSinkNode sink) {
            return new Sink(node.name(), index, sink.topic(), sink.topic() == null ? sink.topicNames() : null, null);
        }
        return new Sink(node.name(), index, null, null, ((SinkNode) node).sink().describe());
    }

    @Override
    public String name() {
        return name;
    }

    /** The place in the order in which the nodes were added. */
    int index() {
        return index;
    }

    /** How many nodes this one and those behind it are, each counted once per way to it. */
    int size() {
        return size;
    }

    void growBy(int count) {
        size += count;
    }

    void connectTo(DescribedNode successor) {
        successor.predecessors.add(this);
        successors.add(successor);
    }

    @Override
    public Set<TopologyDescription.Node> predecessors() {
        return Collections.unmodifiableSet(predecessors);
    }

    @Override
    public Set<TopologyDescription.Node> successors() {
        return Collections.unmodifiableSet(successors);
    }

    private static String arrow(String arrow, Set<TopologyDescription.Node> nodes) {
        String names = nodes.stream().map(TopologyDescription.Node::name).collect(Collectors.joining(", "));
        return "\n      " + arrow + " " + (names.isEmpty() ? "none" : names);
    }

    @Override
    public abstract boolean equals(@Nullable Object other);

    @Override
    public abstract int hashCode();

    static final class Source extends DescribedNode implements TopologyDescription.Source {

        private final @Nullable Set<String> topics;
        private final @Nullable Pattern pattern;
        private final @Nullable String origin;

        private Source(
                String name,
                int index,
                @Nullable Set<String> topics,
                @Nullable Pattern pattern,
                @Nullable String origin) {
            super(name, index);
            this.topics = topics;
            this.pattern = pattern;
            this.origin = origin;
        }

        @Override
        public @Nullable Set<String> topicSet() {
            return topics == null ? null : Collections.unmodifiableSet(topics);
        }

        @Override
        public @Nullable Pattern topicPattern() {
            return pattern;
        }

        @Override
        public @Nullable String origin() {
            return origin;
        }

        @Override
        public String toString() {
            String what = origin == null ? "topics: " + (pattern == null ? topics : pattern) : "source: " + origin;
            return "Source: " + name() + " (" + what + ")" + arrow("-->", successors());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Source that
                            && name().equals(that.name())
                            && Objects.equals(topics, that.topics)
                            && Objects.equals(text(pattern), text(that.pattern))
                            && Objects.equals(origin, that.origin));
        }

        @Override
        public int hashCode() {
            return Objects.hash(name(), topics, text(pattern), origin);
        }

        private static @Nullable String text(@Nullable Pattern pattern) {
            return pattern == null ? null : pattern.pattern();
        }
    }

    static final class Processor extends DescribedNode implements TopologyDescription.Processor {

        private final Set<String> stores;

        private Processor(String name, int index, Set<String> stores) {
            super(name, index);
            this.stores = stores;
        }

        @Override
        public Set<String> stores() {
            return Collections.unmodifiableSet(stores);
        }

        @Override
        public String toString() {
            return "Processor: " + name() + " (stores: " + stores + ")" + arrow("-->", successors())
                    + arrow("<--", predecessors());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Processor that
                            && name().equals(that.name())
                            && stores.equals(that.stores)
                            && predecessors().equals(that.predecessors()));
        }

        @Override
        public int hashCode() {
            return Objects.hash(name(), stores);
        }
    }

    static final class Sink extends DescribedNode implements TopologyDescription.Sink {

        private final @Nullable String topic;
        private final @Nullable TopicNameExtractor<?, ?> topicNames;
        private final @Nullable String destination;

        private Sink(
                String name,
                int index,
                @Nullable String topic,
                @Nullable TopicNameExtractor<?, ?> topicNames,
                @Nullable String destination) {
            super(name, index);
            this.topic = topic;
            this.topicNames = topicNames;
            this.destination = destination;
        }

        @Override
        public @Nullable String topic() {
            return topic;
        }

        @Override
        public @Nullable TopicNameExtractor<?, ?> topicNameExtractor() {
            return topicNames;
        }

        @Override
        public @Nullable String destination() {
            return destination;
        }

        @Override
        public String toString() {
            return "Sink: " + name() + " (" + target() + ")" + arrow("<--", predecessors());
        }

        private String target() {
            if (destination != null) {
                return "sink: " + destination;
            }
            return topic == null ? "extractor class: " + topicNames : "topic: " + topic;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Sink that
                            && name().equals(that.name())
                            && Objects.equals(topic, that.topic)
                            && Objects.equals(topicNames, that.topicNames)
                            && Objects.equals(destination, that.destination)
                            && predecessors().equals(that.predecessors()));
        }

        @Override
        public int hashCode() {
            return Objects.hash(name(), topic, topicNames, destination);
        }
    }
}
