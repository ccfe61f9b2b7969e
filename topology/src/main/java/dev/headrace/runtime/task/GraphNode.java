package dev.headrace.runtime.task;

import dev.headrace.processor.BufferedProcessor;
import dev.headrace.processor.Punctuator;
import dev.headrace.processor.Record;
import java.util.ArrayList;
import java.util.List;

/** A node of a task's graph: takes a record and hands what it makes of it to its children. */
abstract class GraphNode {

    private final String name;
    private GraphNode[] children = {};

    GraphNode(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    /** Appends a child; the graph is complete before the first record. */
    final void add(GraphNode child) {
        List<GraphNode> more = new ArrayList<>(List.of(children));
        more.add(child);
        children = more.toArray(GraphNode[]::new);
    }

    abstract void process(Record<Object, Object> record);

    /** Opens the node, after all of the graph is wired. */
    void open() {}

    /** Has {@code held} forward what it holds back at each commit. */
    void beforeCommit(BufferedProcessor held) {
        throw new IllegalStateException("Node " + name + " holds nothing back");
    }

    /** Forwards what the node holds back until a commit. */
    void forwardBuffered() {}

    /** Runs a punctuation of the node. */
    void punctuate(Punctuator punctuator, long timestampMs) {
        throw new IllegalStateException("Node " + name + " schedules nothing");
    }

    void close() {}

    final void forward(Record<Object, Object> record) {
        for (GraphNode child : children) {
            child.process(record);
        }
    }

    final void forward(Record<Object, Object> record, String childName) {
        for (GraphNode child : children) {
            if (child.name.equals(childName)) {
                child.process(record);
                return;
            }
        }
        throw new dev.headrace.errors.StreamsException("Cannot forward from " + name + " to " + childName
                + ": it is not a child; the children are "
                + List.of(children).stream().map(GraphNode::name).toList());
    }
}
