package dev.headrace.topology;

import dev.headrace.processor.TimestampExtractor;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kafka topics: those that are named, or those that match a pattern.
 *
 * @param topics the topics, a repartition topic without the application's prefix; empty if there is a pattern
 * @param pattern what the names of topics match; null if they are named
 * @param keyDeserializer null: the default
 * @param valueDeserializer null: the default
 * @param timestampExtractor null: the default
 * @param offsetReset where to start where nothing is committed; null: the default
 */
public record TopicSourceNode(
        String name,
        List<String> topics,
        @Nullable Pattern pattern,
        @Nullable Deserializer<?> keyDeserializer,
        @Nullable Deserializer<?> valueDeserializer,
        @Nullable TimestampExtractor timestampExtractor,
        @Nullable AutoOffsetReset offsetReset)
        implements Node {

    public TopicSourceNode {
        topics = List.copyOf(topics);
    }

    @Override
    public List<String> parents() {
        return List.of();
    }

    /** Whether records of {@code topic} come through this node. */
    public boolean reads(String topic) {
        return pattern == null ? topics.contains(topic) : pattern.matcher(topic).matches();
    }
}
