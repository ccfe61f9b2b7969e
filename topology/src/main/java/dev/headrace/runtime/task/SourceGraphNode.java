package dev.headrace.runtime.task;

import dev.headrace.processor.Record;

/** Where the records of a source that is not a topic enter the graph. */
final class SourceGraphNode extends GraphNode {

    SourceGraphNode(String name) {
        super(name);
    }

    @Override
    void process(Record<Object, Object> record) {
        forward(record);
    }
}
