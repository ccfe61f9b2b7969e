package dev.headrace.topology;

import java.util.List;

/** One node of a topology as the engine sees it. */
public sealed interface Node permits TopicSourceNode, SourceNode, ProcessorNode, TopicSinkNode, SinkNode {

    /** The name, unique in the topology. */
    String name();

    /** The names of the nodes from which records come, in the order in which they were given; empty for a source. */
    List<String> parents();
}
