package dev.headrace.runtime;

import dev.headrace.source.SourcePosition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Positions as a checkpoint writes them: {@code topic-partition} to next offset, and {@code source/name}, which no topic can
 * be called, to what the source wrote.
 */
final class Positions {

    private static final String SOURCE_PREFIX = "source/";

    private Positions() {}

    static Map<String, String> texts(Map<TopicPartition, Long> offsets, Map<String, SourcePosition> sources) {
        Map<String, String> texts = texts(offsets);
        sources.forEach((name, position) -> texts.put(SOURCE_PREFIX + name, position.json()));
        return texts;
    }

    /** The positions that {@code texts} has of sources, by their names. */
    static Map<String, SourcePosition> ofSources(Map<String, String> texts) {
        Map<String, SourcePosition> positions = new HashMap<>();
        texts.forEach((name, position) -> {
            if (name.startsWith(SOURCE_PREFIX)) {
                positions.put(name.substring(SOURCE_PREFIX.length()), new SourcePosition(position));
            }
        });
        return positions;
    }

    static Map<String, String> texts(Map<TopicPartition, Long> offsets) {
        Map<String, String> texts = new HashMap<>();
        offsets.forEach((partition, offset) -> texts.put(partition.toString(), Long.toString(offset)));
        return texts;
    }

    /** The positions that {@code texts} has of topic partitions. */
    static Map<TopicPartition, Long> ofTopics(Map<String, String> texts) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        texts.forEach((name, offset) -> {
            if (name.startsWith(SOURCE_PREFIX)) {
                return;
            }
            int dash = name.lastIndexOf('-');
            offsets.put(
                    new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1))),
                    Long.parseLong(offset));
        });
        return offsets;
    }

    /** The positions that {@code texts} has of {@code partitions}. */
    static Map<TopicPartition, Long> of(Set<TopicPartition> partitions, Map<String, String> texts) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            String text = texts.get(partition.toString());
            if (text != null) {
                offsets.put(partition, Long.parseLong(text));
            }
        }
        return offsets;
    }
}
