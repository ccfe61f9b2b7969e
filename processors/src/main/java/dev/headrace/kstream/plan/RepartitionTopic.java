package dev.headrace.kstream.plan;

import dev.headrace.processor.StreamPartitioner;
import dev.headrace.topology.InternalTopic;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A repartition topic and how it is written; null: the default.
 *
 * @param topic its name and partitions
 * @param mergeable whether it may give way to one nearer the change of key that serves several groupings
 */
public record RepartitionTopic<K, V>(
        InternalTopic topic,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        @Nullable StreamPartitioner<K, V> partitioner,
        boolean mergeable) {}
