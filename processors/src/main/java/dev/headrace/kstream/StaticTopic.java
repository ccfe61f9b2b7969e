package dev.headrace.kstream;

import dev.headrace.processor.RecordContext;
import dev.headrace.processor.TopicNameExtractor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Always the same topic. */
record StaticTopic<K, V>(String topic) implements TopicNameExtractor<K, V> {

    StaticTopic {
        Objects.requireNonNull(topic, "topic cannot be null");
    }

    @Override
    public String extract(@Nullable K key, @Nullable V value, RecordContext recordContext) {
        return topic;
    }
}
