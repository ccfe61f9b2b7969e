package dev.headrace.topology;

import dev.headrace.sink.Sink;
import java.util.List;

/**
 * Writes to a sink that is not a Kafka topic.
 *
 * @param sink where records go
 */
public record SinkNode(String name, List<String> parents, Sink<?, ?> sink) implements Node {

    public SinkNode {
        parents = List.copyOf(parents);
    }
}
