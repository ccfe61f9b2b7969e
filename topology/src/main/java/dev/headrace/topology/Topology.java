package dev.headrace.topology;

import dev.headrace.processor.FixedKeyProcessorSupplier;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.processor.ProcessorWrapper;
import dev.headrace.processor.StreamPartitioner;
import dev.headrace.processor.TimestampExtractor;
import dev.headrace.processor.TopicNameExtractor;
import dev.headrace.sink.Sink;
import dev.headrace.source.Source;
import dev.headrace.state.StateStore;
import dev.headrace.state.StoreBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A directed graph of sources, processors and sinks, with the stores that processors use. A node names its parents when it is
 * added, and they must be there by then; so the nodes themselves never form a cycle. Several Kafka topics, files and other
 * sources and sinks may meet in one topology, and are then committed together.
 *
 * <p>To be filled by one thread.
 */
public class Topology implements TopicSourceOverloads, TopicSinkOverloads {

    /**
     * Where reading of a topic starts when no position is committed.
     *
     * @deprecated for {@link dev.headrace.topology.AutoOffsetReset}
     */
    @Deprecated
    public enum AutoOffsetReset {
        /** At the oldest record. */
        EARLIEST,
        /** Behind the newest record. */
        LATEST
    }

    private final Declarations declarations = new Declarations();
    private final @Nullable ProcessorWrapper wrapper;

    /** An empty topology. */
    public Topology() {
        this.wrapper = null;
    }

    /** An empty topology in which {@code wrapper}, already configured, wraps every processor that is added. */
    public Topology(ProcessorWrapper wrapper) {
        this.wrapper = wrapper;
    }

    /** An empty topology whose processors are wrapped as the options say. */
    public Topology(TopologyConfig topologyConfigs) {
        this.wrapper = topologyConfigs.processorWrapper();
    }

    @Override
    public <K, V> Topology addSource(
            dev.headrace.topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        Objects.requireNonNull(topics, "topics cannot be null");
        declarations.addSource(new TopicSourceNode(
                name, List.of(topics), null, keyDeserializer, valueDeserializer, timestampExtractor, offsetReset));
        return this;
    }

    @Override
    public <K, V> Topology addSource(
            dev.headrace.topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        Objects.requireNonNull(topicPattern, "topicPattern cannot be null");
        declarations.addSource(new TopicSourceNode(
                name, List.of(), topicPattern, keyDeserializer, valueDeserializer, timestampExtractor, offsetReset));
        return this;
    }

    /**
     * Adds a source that is not a Kafka topic.
     *
     * @throws dev.headrace.errors.TopologyException if the name is taken
     */
    public Topology addSource(String name, Source<?, ?> source) {
        declarations.addSource(new SourceNode(name, Objects.requireNonNull(source, "source cannot be null")));
        return this;
    }

    @Override
    public <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        Objects.requireNonNull(topic, "topic cannot be null");
        declarations.addChild(new TopicSinkNode(
                name,
                List.of(parentNames),
                (key, value, context) -> topic,
                topic,
                keySerializer,
                valueSerializer,
                partitioner));
        return this;
    }

    @Override
    public <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        Objects.requireNonNull(topicExtractor, "topicExtractor cannot be null");
        declarations.addChild(new TopicSinkNode(
                name, List.of(parentNames), topicExtractor, null, keySerializer, valueSerializer, partitioner));
        return this;
    }

    /**
     * Adds a sink that is not a Kafka topic.
     *
     * @throws dev.headrace.errors.TopologyException if the name is taken, or a parent is unknown or missing
     */
    public Topology addSink(String name, Sink<?, ?> sink, String... parentNames) {
        Objects.requireNonNull(sink, "sink cannot be null");
        declarations.addChild(new SinkNode(name, List.of(parentNames), sink));
        return this;
    }

    /**
     * Adds a processor, and the stores that its supplier brings along.
     *
     * @param processorSupplier returns a new processor at each call
     * @throws dev.headrace.errors.TopologyException if the name is taken, or a parent is unknown or missing
     * @throws IllegalArgumentException if the supplier returns the same processor twice
     */
    public <KIn, VIn, KOut, VOut> Topology addProcessor(
            String name, ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier, String... parentNames) {
        FreshInstances.check(name, processorSupplier);
        ProcessorSupplier<KIn, VIn, KOut, VOut> supplier =
                wrapper == null ? processorSupplier : wrapper.wrapProcessorSupplier(name, processorSupplier);
        declarations.addChild(new ProcessorNode(name, List.of(parentNames), supplier, List.of()));
        addStores(name, supplier.stores());
        return this;
    }

    /**
     * Adds a processor that leaves keys as they are, and the stores that its supplier brings along.
     *
     * @param processorSupplier returns a new processor at each call
     * @throws dev.headrace.errors.TopologyException if the name is taken, or a parent is unknown or missing
     * @throws IllegalArgumentException if the supplier returns the same processor twice
     */
    public <KIn, VIn, VOut> Topology addFixedKeyProcessor(
            String name, FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier, String... parentNames) {
        FreshInstances.check(name, processorSupplier);
        FixedKeyProcessorSupplier<KIn, VIn, VOut> supplier =
                wrapper == null ? processorSupplier : wrapper.wrapFixedKeyProcessorSupplier(name, processorSupplier);
        declarations.addChild(
                new ProcessorNode(name, List.of(parentNames), new FixedKeySupplierAdapter<>(supplier), List.of()));
        addStores(name, supplier.stores());
        return this;
    }

    private void addStores(String processorName, @Nullable Set<StoreBuilder<?>> stores) {
        if (stores != null) {
            stores.forEach(store -> declarations.addStore(store, List.of(processorName)));
        }
    }

    /**
     * Adds a store and connects it to processors. The same store may be added again, to connect it to more.
     *
     * @throws dev.headrace.errors.TopologyException if there is another store of that name, or a processor is unknown
     */
    public <S extends StateStore> Topology addStateStore(
            StoreBuilder<S> storeBuilder, String @Nullable ... processorNames) {
        declarations.addStore(storeBuilder, processorNames == null ? List.of() : List.of(processorNames));
        return this;
    }

    /**
     * Connects a processor to stores that were added.
     *
     * @throws dev.headrace.errors.TopologyException if the processor or a store is unknown, or no store is given
     */
    public Topology connectProcessorAndStateStores(String processorName, String... stateStoreNames) {
        declarations.connect(processorName, List.of(stateStoreNames));
        return this;
    }

    /**
     * Adds a store, its processor, and the source of the topic that feeds both. The topic serves as the store's changelog, so
     * it must be compacted; {@code stateUpdateSupplier}'s processor must put its records into the store as they are.
     *
     * @throws dev.headrace.errors.TopologyException if a name is taken or the topic is read already
     */
    public <K, V, S extends StateStore> Topology addReadOnlyStateStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        Objects.requireNonNull(storeBuilder, "storeBuilder cannot be null");
        addSource(
                dev.headrace.topology.AutoOffsetReset.earliest(),
                sourceName,
                timestampExtractor,
                keyDeserializer,
                valueDeserializer,
                topic);
        addProcessor(processorName, stateUpdateSupplier, sourceName);
        addStateStore(storeBuilder, processorName);
        return restoreFromTopic(storeBuilder.name(), topic);
    }

    /** Adds a store with the default timestamps, its processor, and the source of the topic that feeds both. */
    public <K, V, S extends StateStore> Topology addReadOnlyStateStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        return addReadOnlyStateStore(
                storeBuilder,
                sourceName,
                null,
                keyDeserializer,
                valueDeserializer,
                topic,
                processorName,
                stateUpdateSupplier);
    }

    /**
     * Adds a store that every process keeps a full copy of. All processors may read it without being connected to it; only
     * {@code stateUpdateSupplier}'s processor may write.
     *
     * @throws dev.headrace.errors.TopologyException if a name is taken or the topic is read already
     */
    public <K, V, S extends StateStore> Topology addGlobalStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        Objects.requireNonNull(storeBuilder, "storeBuilder cannot be null");
        FreshInstances.check(processorName, stateUpdateSupplier);
        return addGlobalStore(new GlobalStore(
                new TopicSourceNode(
                        sourceName, List.of(topic), null, keyDeserializer, valueDeserializer, timestampExtractor, null),
                new ProcessorNode(
                        processorName, List.of(sourceName), stateUpdateSupplier, List.of(storeBuilder.name())),
                storeBuilder,
                GlobalStore.Restore.PROCESS));
    }

    /** Adds a store with the default timestamps that every process keeps a full copy of. */
    public <K, V, S extends StateStore> Topology addGlobalStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        return addGlobalStore(
                storeBuilder,
                sourceName,
                null,
                keyDeserializer,
                valueDeserializer,
                topic,
                processorName,
                stateUpdateSupplier);
    }

    /**
     * Adds a store that every process keeps a full copy of, described in full.
     *
     * @throws dev.headrace.errors.TopologyException if a name is taken or the topic is read already
     */
    public Topology addGlobalStore(GlobalStore globalStore) {
        declarations.addGlobalStore(globalStore);
        return this;
    }

    /**
     * Restores a store from a source topic that holds what its changelog would; the store keeps no changelog then.
     *
     * @throws dev.headrace.errors.TopologyException if the store is unknown or has such a topic already
     */
    public Topology restoreFromTopic(String storeName, String sourceTopic) {
        declarations.restoreFromTopic(storeName, sourceTopic);
        return this;
    }

    /**
     * Declares a topic of this topology's own; a sink and a source name it to cut the topology in two.
     *
     * @throws dev.headrace.errors.TopologyException if it was declared already, with other partitions
     */
    public Topology addInternalTopic(InternalTopic topic) {
        declarations.addInternalTopic(topic);
        return this;
    }

    /** Declares that these source topics must have equally many partitions, since equal keys must meet. */
    public Topology addCopartitionGroup(Set<String> sourceTopics) {
        declarations.addCopartitionGroup(sourceTopics);
        return this;
    }

    /**
     * Declares that a node works only where an epoch is one of the whole query, with all of its tasks in it, as under the
     * directory commit log. Where each task has epochs of its own the topology is refused at the start.
     *
     * @param why what it needs them for, as a clause: {@code "a watermark is one of all tasks"}
     * @throws dev.headrace.errors.TopologyException if the node is unknown
     */
    public Topology requireQueryEpochs(String nodeName, String why) {
        declarations.requireQueryEpochs(nodeName, Objects.requireNonNull(why, "why cannot be null"));
        return this;
    }

    /** Describes what was added so far, for people. */
    public TopologyDescription describe() {
        return Describer.describe(declarations);
    }

    /**
     * Checks the topology as a whole and cuts it into the parts that run.
     *
     * @throws dev.headrace.errors.TopologyException if it is empty, a store is connected to no processor, a repartition topic
     *     is not both written and read or feeds itself, or partitions that must be equal cannot be
     */
    public TopologyPlan plan() {
        return Planner.plan(declarations);
    }
}
