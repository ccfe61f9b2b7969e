package dev.headrace.kstream.plan;

/**
 * Generates the names of nodes and stores. Every operation takes its numbers whether or not it was given names, so that
 * naming one leaves the names of the others as they are.
 */
public final class NodeNames {

    private int next;

    /** A name for a processor. */
    public String processor(String prefix) {
        return String.format("%s%010d", prefix, next++);
    }

    /** A name for a store. */
    public String store(String prefix) {
        return processor(prefix + "STATE-STORE-");
    }
}
