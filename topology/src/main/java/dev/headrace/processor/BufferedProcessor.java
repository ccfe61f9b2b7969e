package dev.headrace.processor;

/**
 * A processor that may hold updates back until a commit, for instance to pass on only the last one for each key.
 *
 * <p>In the QUIESCE stage of each commit, and only there, the engine calls {@link #forwardBuffered} on every node that
 * implements this, in topological order: a node is called after all nodes before it. What a node forwards then reaches the
 * nodes behind it at once, and may be held back by them until it is their turn in the same pass. After the pass nothing is
 * held back anywhere, so the commit covers the effects of every record up to its positions.
 */
@FunctionalInterface
public interface BufferedProcessor {

    /** Forwards all updates that are held back. Is called in the thread that runs the task. */
    void forwardBuffered();
}
