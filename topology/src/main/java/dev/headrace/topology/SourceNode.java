package dev.headrace.topology;

import dev.headrace.source.Source;
import java.util.List;

/**
 * Reads a source that is not a Kafka topic.
 *
 * @param source what is read
 */
public record SourceNode(String name, Source<?, ?> source) implements Node {

    @Override
    public List<String> parents() {
        return List.of();
    }
}
