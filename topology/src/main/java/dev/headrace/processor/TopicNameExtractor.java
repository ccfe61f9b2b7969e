package dev.headrace.processor;

import org.jspecify.annotations.Nullable;

/** Chooses the topic of an outgoing record. The topic must exist. */
@FunctionalInterface
public interface TopicNameExtractor<K, V> {

    /** The name of the topic. */
    String extract(@Nullable K key, @Nullable V value, RecordContext recordContext);
}
