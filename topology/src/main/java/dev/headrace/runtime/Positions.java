package dev.headrace.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Positions of topic partitions as a checkpoint writes them: {@code topic-partition} to next offset. */
final class Positions {

    private Positions() {}

    static Map<String, String> texts(Map<TopicPartition, Long> offsets) {
        Map<String, String> texts = new HashMap<>();
        offsets.forEach((partition, offset) -> texts.put(partition.toString(), Long.toString(offset)));
        return texts;
    }

    /** The positions of {@code texts}, which are all of topic partitions. */
    static Map<TopicPartition, Long> all(Map<String, String> texts) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        texts.forEach((name, offset) -> {
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
