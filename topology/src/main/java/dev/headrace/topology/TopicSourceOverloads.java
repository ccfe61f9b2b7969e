package dev.headrace.topology;

import dev.headrace.processor.TimestampExtractor;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The shorter ways to add a source of Kafka topics; each delegates to one of the two canonical forms. */
interface TopicSourceOverloads {

    /**
     * Adds a source that reads {@code topics}.
     *
     * @param offsetReset where to start where nothing is committed; null: the default
     * @param timestampExtractor null: the default
     * @param keyDeserializer null: the default
     * @param valueDeserializer null: the default
     * @throws dev.headrace.errors.TopologyException if the name is taken, no topic is given, or a topic is read already
     */
    <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics);

    /**
     * Adds a source that reads all topics whose names match {@code topicPattern}, also those that are created later.
     *
     * @param offsetReset where to start where nothing is committed; null: the default
     * @param timestampExtractor null: the default
     * @param keyDeserializer null: the default
     * @param valueDeserializer null: the default
     * @throws dev.headrace.errors.TopologyException if the name is taken or the pattern matches a topic that is read already
     */
    <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern);

    /** Adds a source of topics, all else being the default. */
    default Topology addSource(String name, String... topics) {
        return addSource(AutoOffsetReset.DEFAULT, name, null, null, null, topics);
    }

    /** Adds a source of topics with a start. */
    default Topology addSource(@Nullable AutoOffsetReset offsetReset, String name, String... topics) {
        return addSource(offsetReset, name, null, null, null, topics);
    }

    /** Adds a source of topics with timestamps. */
    default Topology addSource(@Nullable TimestampExtractor timestampExtractor, String name, String... topics) {
        return addSource(AutoOffsetReset.DEFAULT, name, timestampExtractor, null, null, topics);
    }

    /** Adds a source of topics with a start and timestamps. */
    default Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            String... topics) {
        return addSource(offsetReset, name, timestampExtractor, null, null, topics);
    }

    /** Adds a source of topics with deserializers. */
    default <K, V> Topology addSource(
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return addSource(AutoOffsetReset.DEFAULT, name, null, keyDeserializer, valueDeserializer, topics);
    }

    /** Adds a source of topics with a start and deserializers. */
    default <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return addSource(offsetReset, name, null, keyDeserializer, valueDeserializer, topics);
    }

    /**
     * Adds a source of topics with a start.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    default Topology addSource(Topology.@Nullable AutoOffsetReset offsetReset, String name, String... topics) {
        return addSource(AutoOffsetReset.of(offsetReset), name, null, null, null, topics);
    }

    /**
     * Adds a source of topics with a start and timestamps.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    default Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            String... topics) {
        return addSource(AutoOffsetReset.of(offsetReset), name, timestampExtractor, null, null, topics);
    }

    /**
     * Adds a source of topics with a start and deserializers.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    default <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return addSource(AutoOffsetReset.of(offsetReset), name, null, keyDeserializer, valueDeserializer, topics);
    }

    /**
     * Adds a source of topics with a start, timestamps and deserializers.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    default <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return addSource(
                AutoOffsetReset.of(offsetReset), name, timestampExtractor, keyDeserializer, valueDeserializer, topics);
    }

    /** Adds a source of the topics that match a pattern, all else being the default. */
    default Topology addSource(String name, Pattern topicPattern) {
        return addSource(AutoOffsetReset.DEFAULT, name, null, null, null, topicPattern);
    }

    /** Adds a source of the topics that match a pattern with a start. */
    default Topology addSource(@Nullable AutoOffsetReset offsetReset, String name, Pattern topicPattern) {
        return addSource(offsetReset, name, null, null, null, topicPattern);
    }

    /** Adds a source of the topics that match a pattern with timestamps. */
    default Topology addSource(@Nullable TimestampExtractor timestampExtractor, String name, Pattern topicPattern) {
        return addSource(AutoOffsetReset.DEFAULT, name, timestampExtractor, null, null, topicPattern);
    }

    /** Adds a source of the topics that match a pattern with a start and timestamps. */
    default Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            Pattern topicPattern) {
        return addSource(offsetReset, name, timestampExtractor, null, null, topicPattern);
    }

    /** Adds a source of the topics that match a pattern with deserializers. */
    default <K, V> Topology addSource(
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return addSource(AutoOffsetReset.DEFAULT, name, null, keyDeserializer, valueDeserializer, topicPattern);
    }

    /** Adds a source of the topics that match a pattern with a start and deserializers. */
    default <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return addSource(offsetReset, name, null, keyDeserializer, valueDeserializer, topicPattern);
    }

    /**
     * Adds a source of the topics that match a pattern with a start.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    default Topology addSource(Topology.@Nullable AutoOffsetReset offsetReset, String name, Pattern topicPattern) {
        return addSource(AutoOffsetReset.of(offsetReset), name, null, null, null, topicPattern);
    }

    /**
     * Adds a source of the topics that match a pattern with a start and timestamps.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    default Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            Pattern topicPattern) {
        return addSource(AutoOffsetReset.of(offsetReset), name, timestampExtractor, null, null, topicPattern);
    }

    /**
     * Adds a source of the topics that match a pattern with a start and deserializers.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    default <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return addSource(AutoOffsetReset.of(offsetReset), name, null, keyDeserializer, valueDeserializer, topicPattern);
    }

    /**
     * Adds a source of the topics that match a pattern with a start, timestamps and deserializers.
     *
     * @deprecated for {@link AutoOffsetReset}
     */
    @Deprecated
    default <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return addSource(
                AutoOffsetReset.of(offsetReset),
                name,
                timestampExtractor,
                keyDeserializer,
                valueDeserializer,
                topicPattern);
    }
}
