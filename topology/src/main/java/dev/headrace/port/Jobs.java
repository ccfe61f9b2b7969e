package dev.headrace.port;

import java.util.concurrent.Callable;

/**
 * Runs what blocks (commit calls, file close and rename, store flush) away from the step machine. A job is started, runs
 * on the shell's threads, and its completion is an event that a later step reads. In simulation it runs inline.
 *
 * <p>Jobs of one {@code Jobs} run one after the other, in the order of their start.
 */
public interface Jobs extends AutoCloseable {

    /**
     * Starts {@code work}.
     *
     * @param site stable name of what is done, for traces and thread dumps
     */
    <T> Job<T> start(String site, Callable<T> work);

    /** Waits for what runs and takes no more. */
    @Override
    void close();
}
