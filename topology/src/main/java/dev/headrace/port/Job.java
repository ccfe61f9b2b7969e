package dev.headrace.port;

import java.time.Duration;

/**
 * Work in progress.
 *
 * @param <T> what it returns
 */
public interface Job<T> {

    /** Whether {@link #result()} returns or throws at once. */
    boolean isDone();

    /** Waits until the job is done, at most {@code timeout}; returns {@link #isDone()}. */
    boolean await(Duration timeout);

    /**
     * What the work returned.
     *
     * @throws Exception what the work threw, as it was thrown
     * @throws IllegalStateException if the job is not done
     */
    T result() throws Exception;
}
