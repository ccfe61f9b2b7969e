package dev.headrace.topology;

import dev.headrace.processor.TopicNameExtractor;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A topology for people to read: as objects, as text ({@code toString()}) and as a drawing. */
public interface TopologyDescription {

    /** The sub-topologies, by id. */
    Set<Subtopology> subtopologies();

    /** The stores that every process keeps a full copy of, by id. */
    Set<GlobalStore> globalStores();

    /** The topology as a Mermaid flowchart, which GitHub and many editors draw. */
    String mermaid();

    /** Nodes that are connected by edges or by stores, and so run together. */
    interface Subtopology {

        /** Its number; sub-topologies and global stores are numbered together. */
        int id();

        /** All of its nodes. */
        Set<Node> nodes();
    }

    /** A store that every process keeps a full copy of. */
    interface GlobalStore {

        /** The source that reads its topic. */
        Source source();

        /** The processor that maintains it. */
        Processor processor();

        /** Its number; sub-topologies and global stores are numbered together. */
        int id();
    }

    /** A node. */
    interface Node {

        /** The name, unique in the topology. */
        String name();

        /** The nodes from which records come; empty for a source. */
        Set<Node> predecessors();

        /** The nodes to which records go; empty for a sink. */
        Set<Node> successors();
    }

    /** A source: of named topics, of the topics that match a pattern, or of neither. */
    interface Source extends Node {

        /** The topics; null if it reads none by name. */
        @Nullable
        Set<String> topicSet();

        /** What the names of topics match; null if there is no pattern. */
        @Nullable
        Pattern topicPattern();

        /** What it reads instead of topics; null if it reads topics. */
        @Nullable
        String origin();
    }

    /** A processor. */
    interface Processor extends Node {

        /** The names of the stores connected to it. */
        Set<String> stores();
    }

    /** A sink: of one topic, of topics chosen per record, or of none. */
    interface Sink extends Node {

        /** The topic of every record; null if there is no such topic. */
        @Nullable
        String topic();

        /** What chooses the topic of a record; null if nothing does. */
        @Nullable
        TopicNameExtractor<?, ?> topicNameExtractor();

        /** Where records go instead of topics; null if they go to topics. */
        @Nullable
        String destination();
    }
}
