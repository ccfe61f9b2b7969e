package dev.headrace.topology;

import dev.headrace.state.StoreBuilder;

/**
 * A store that every process keeps a full copy of: one processor maintains it from all partitions of one topic, and every
 * processor of the topology may read it. It belongs to no task.
 *
 * @param source reads the topic
 * @param processor maintains the store; nothing is connected behind it
 * @param store makes the store; it has no changelog, since its topic is one
 * @param restore how it is filled at the start
 */
public record GlobalStore(TopicSourceNode source, ProcessorNode processor, StoreBuilder<?> store, Restore restore) {

    /** How the store is filled at the start. */
    public enum Restore {
        /** Records of the topic go through the processor, which may change them. */
        PROCESS,
        /** Records of the topic are put into the store as they are. */
        COPY
    }

    /** The name of the store. */
    public String name() {
        return store.name();
    }
}
