package dev.headrace.kstream;

import dev.headrace.kstream.plan.Optimizations;
import dev.headrace.kstream.plan.PartPlan;
import dev.headrace.kstream.plan.Plan;
import dev.headrace.kstream.plan.PlanNode;
import dev.headrace.kstream.plan.SourcePlan;
import dev.headrace.kstream.plan.StorePlan;
import dev.headrace.kstream.plan.TopicReading;
import dev.headrace.kstream.plan.TopicSourcePlan;
import dev.headrace.operators.PassThrough;
import dev.headrace.source.Source;
import dev.headrace.state.StoreBuilder;
import dev.headrace.topology.Topology;
import dev.headrace.topology.TopologyConfig;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Where a topology of streams and tables begins: it names the sources, and turns what was made of them into a {@link
 * Topology}. To be used by one thread.
 */
public class StreamsBuilder {

    private static final String SOURCE = "KSTREAM-SOURCE-";

    private final Plan plan;

    /** Nothing yet. */
    public StreamsBuilder() {
        this(new Plan(new Topology()));
    }

    /** Nothing yet, to become a topology with these options. */
    public StreamsBuilder(TopologyConfig topologyConfigs) {
        this(new Plan(new Topology(topologyConfigs)));
    }

    private StreamsBuilder(Plan plan) {
        this.plan = plan;
    }

    /** The builder from which a stream comes: what is added to it becomes part of the same topology. */
    public static StreamsBuilder of(KStream<?, ?> stream) {
        return new StreamsBuilder(((PlannedStream<?, ?>) stream).plan());
    }

    /** The records of a topic. */
    public <K, V> KStream<K, V> stream(String topic) {
        return stream(List.of(topic));
    }

    /** The records of a topic. */
    public <K, V> KStream<K, V> stream(String topic, Consumed<K, V> consumed) {
        return stream(List.of(topic), consumed);
    }

    /** The records of some topics. Those of different topics come in no particular order. */
    public <K, V> KStream<K, V> stream(Collection<String> topics) {
        return stream(topics, Consumed.with(null, null));
    }

    /** The records of some topics. Those of different topics come in no particular order. */
    public <K, V> KStream<K, V> stream(Collection<String> topics, Consumed<K, V> consumed) {
        Objects.requireNonNull(topics, "topics cannot be null");
        return stream(new TopicSourcePlan(name(consumed), topics, reading(consumed)), consumed);
    }

    /** The records of the topics whose names match a pattern. */
    public <K, V> KStream<K, V> stream(Pattern topicPattern) {
        return stream(topicPattern, Consumed.with(null, null));
    }

    /** The records of the topics whose names match a pattern. */
    public <K, V> KStream<K, V> stream(Pattern topicPattern, Consumed<K, V> consumed) {
        Objects.requireNonNull(topicPattern, "topicPattern cannot be null");
        return stream(new TopicSourcePlan(name(consumed), topicPattern, reading(consumed)), consumed);
    }

    /** The records of a source that is not a Kafka topic. */
    public <K, V> KStream<K, V> stream(Source<K, V> source) {
        return stream(source, Consumed.with(null, null));
    }

    /**
     * The records of a source that is not a Kafka topic.
     *
     * @param consumed the name of the source, and the serdes by which its records are sent on or stored
     * @throws IllegalArgumentException if timestamps or a start are given, which such a source decides itself
     */
    public <K, V> KStream<K, V> stream(Source<K, V> source, Consumed<K, V> consumed) {
        Objects.requireNonNull(source, "source cannot be null");
        if (consumed.timestampExtractor() != null || consumed.offsetReset() != null) {
            throw new IllegalArgumentException("Cannot set timestamps or a start for " + source.describe()
                    + ": only topics have them set, this source decides on its own");
        }
        return stream(new SourcePlan(name(consumed), source), consumed);
    }

    /**
     * The records of nodes that are added to the topology when it is built.
     *
     * @param name the name of the node that hands them on
     * @param part adds the nodes, and returns the name of the one whose records go on
     * @param of the streams whose records the nodes take, from the nodes that {@link #nodeOf} names
     * @throws IllegalArgumentException if one of them is of another builder
     */
    public <K, V> KStream<K, V> stream(String name, Function<Topology, String> part, KStream<?, ?>... of) {
        PartPlan added =
                new PartPlan(name, topology -> topology.addProcessor(name, PassThrough::new, part.apply(topology)));
        add(added, of);
        return new PlannedStream<>(plan, added, null, null, false);
    }

    /**
     * Adds nodes to the topology when it is built, of which no records go on.
     *
     * @param name the name of one of them
     * @param part adds the nodes
     * @param of the streams whose records the nodes take, from the nodes that {@link #nodeOf} names
     * @throws IllegalArgumentException if one of them is of another builder
     */
    public StreamsBuilder add(String name, Consumer<Topology> part, KStream<?, ?>... of) {
        add(new PartPlan(name, part), of);
        return this;
    }

    private void add(PartPlan part, KStream<?, ?>... of) {
        PlanNode[] parents =
                Arrays.stream(of).map(stream -> own(stream).node()).distinct().toArray(PlanNode[]::new);
        if (parents.length == 0) {
            plan.addSource(part);
        } else {
            plan.add(part, parents);
        }
    }

    /**
     * The name of the node from which the records of a stream come; of a stream behind a processor, it stays.
     *
     * @throws IllegalArgumentException if the stream is of another builder
     */
    public String nodeOf(KStream<?, ?> stream) {
        return own(stream).node().name();
    }

    private PlannedStream<?, ?> own(KStream<?, ?> stream) {
        PlannedStream<?, ?> planned = (PlannedStream<?, ?>) stream;
        if (planned.plan() != plan) {
            throw new IllegalArgumentException(
                    "Cannot use the stream of " + planned.node().name()
                            + ": it comes from another StreamsBuilder, and each becomes a topology of its own. Make all streams"
                            + " of one query by one builder");
        }
        return planned;
    }

    private <K, V> KStream<K, V> stream(PlanNode source, Consumed<K, V> consumed) {
        plan.addSource(source);
        return new PlannedStream<>(plan, source, consumed.keySerde(), consumed.valueSerde(), false);
    }

    private String name(Consumed<?, ?> consumed) {
        return Named.ofNullable(consumed.name()).orElse(plan.names().processor(SOURCE));
    }

    private static TopicReading reading(Consumed<?, ?> consumed) {
        Serde<?> keys = consumed.keySerde();
        Serde<?> values = consumed.valueSerde();
        return new TopicReading(
                keys == null ? null : keys.deserializer(),
                values == null ? null : values.deserializer(),
                consumed.timestampExtractor(),
                consumed.offsetReset());
    }

    /** Adds a store that processors connect to by its name. */
    public StreamsBuilder addStateStore(StoreBuilder<?> builder) {
        plan.addSource(new StorePlan(Objects.requireNonNull(builder, "builder cannot be null")));
        return this;
    }

    /** The topology of everything so far. */
    public Topology build() {
        return build(null);
    }

    /**
     * The topology of everything so far.
     *
     * @param properties may ask for optimizations ({@code topology.optimization}); null for none
     * @throws dev.headrace.errors.TopologyException if two sources overlap but are not equal
     */
    public Topology build(@Nullable Properties properties) {
        return plan.build(Optimizations.of(properties));
    }

    /** Whether {@link #build} was called before. */
    public boolean isBuilt() {
        return plan.isBuilt();
    }
}
