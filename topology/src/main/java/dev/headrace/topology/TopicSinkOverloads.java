package dev.headrace.topology;

import dev.headrace.processor.StreamPartitioner;
import dev.headrace.processor.TopicNameExtractor;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The shorter ways to add a sink of Kafka topics; each delegates to one of the two canonical forms. */
interface TopicSinkOverloads {

    /**
     * Adds a sink that writes to {@code topic}.
     *
     * @param keySerializer null: the default
     * @param valueSerializer null: the default
     * @param partitioner null: the producer's own way
     * @throws dev.headrace.errors.TopologyException if the name is taken, or a parent is unknown or missing
     */
    <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames);

    /**
     * Adds a sink that writes each record to the topic that {@code topicExtractor} names; the topic must exist.
     *
     * @param keySerializer null: the default
     * @param valueSerializer null: the default
     * @param partitioner null: the producer's own way
     * @throws dev.headrace.errors.TopologyException if the name is taken, or a parent is unknown or missing
     */
    <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames);

    /** Adds a sink of a topic, all else being the default. */
    default Topology addSink(String name, String topic, String... parentNames) {
        return addSink(name, topic, null, null, null, parentNames);
    }

    /** Adds a sink of a topic with a partitioner. */
    default <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        return addSink(name, topic, null, null, partitioner, parentNames);
    }

    /** Adds a sink of a topic with serializers. */
    default <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            String... parentNames) {
        return addSink(name, topic, keySerializer, valueSerializer, null, parentNames);
    }

    /** Adds a sink of topics chosen per record, all else being the default. */
    default <K, V> Topology addSink(
            String name, TopicNameExtractor<? super K, ? super V> topicExtractor, String... parentNames) {
        return addSink(name, topicExtractor, null, null, null, parentNames);
    }

    /** Adds a sink of topics chosen per record with a partitioner. */
    default <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        return addSink(name, topicExtractor, null, null, partitioner, parentNames);
    }

    /** Adds a sink of topics chosen per record with serializers. */
    default <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            String... parentNames) {
        return addSink(name, topicExtractor, keySerializer, valueSerializer, null, parentNames);
    }
}
