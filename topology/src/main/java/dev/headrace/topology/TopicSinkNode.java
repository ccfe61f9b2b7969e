package dev.headrace.topology;

import dev.headrace.processor.StreamPartitioner;
import dev.headrace.processor.TopicNameExtractor;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to Kafka topics.
 *
 * @param topicNames chooses the topic of a record
 * @param topic the topic of every record, a repartition topic without the application's prefix; null if it differs from
 *     record to record
 * @param keySerializer null: the default
 * @param valueSerializer null: the default
 * @param partitioner null: the producer's own way
 */
public record TopicSinkNode(
        String name,
        List<String> parents,
        TopicNameExtractor<?, ?> topicNames,
        @Nullable String topic,
        @Nullable Serializer<?> keySerializer,
        @Nullable Serializer<?> valueSerializer,
        @Nullable StreamPartitioner<?, ?> partitioner)
        implements Node {

    public TopicSinkNode {
        parents = List.copyOf(parents);
    }
}
