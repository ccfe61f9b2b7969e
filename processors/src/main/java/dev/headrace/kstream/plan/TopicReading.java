package dev.headrace.kstream.plan;

import dev.headrace.processor.TimestampExtractor;
import dev.headrace.topology.AutoOffsetReset;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** How topics are read; null: the application's default. */
public record TopicReading(
        @Nullable Deserializer<?> keyDeserializer,
        @Nullable Deserializer<?> valueDeserializer,
        @Nullable TimestampExtractor timestampExtractor,
        @Nullable AutoOffsetReset offsetReset) {}
