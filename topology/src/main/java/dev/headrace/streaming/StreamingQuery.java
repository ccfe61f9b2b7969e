package dev.headrace.streaming;

import dev.headrace.errors.StreamsException;
import dev.headrace.state.QueryableStoreType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The handle of a topology that was started. Every method may be called from any thread. */
public interface StreamingQuery extends AutoCloseable {

    /** Where a query is in its life. */
    enum State {
        /** Made, its workers not yet at work. */
        CREATED,
        /** At work, or paused. */
        RUNNING,
        /** Draining: the open epoch is being committed. */
        STOPPING,
        /** Ended as asked for, or because its trigger has an end. */
        STOPPED,
        /** Ended by a failure: {@link StreamingQuery#exception()}. */
        FAILED
    }

    /** The name that it was started with, unique among active queries; null where it has none. */
    @Nullable
    String name();

    /** The identity of the query, which survives restarts from its commit log. */
    UUID id();

    /** The identity of this start. */
    UUID runId();

    /** Where the query is in its life. */
    State state();

    /** Whether it has neither ended nor failed. */
    default boolean isActive() {
        return state() != State.STOPPED && state() != State.FAILED;
    }

    /** What it does right now. */
    StreamingQueryStatus status();

    /** The progress of the latest epoch; null before there is one. */
    @Nullable
    StreamingQueryProgress lastProgress();

    /** The progress of the latest 100 epochs, oldest first. */
    List<StreamingQueryProgress> recentProgress();

    /** What it failed with; empty while it is active and where it ended well. */
    Optional<StreamsException> exception();

    /**
     * Waits until the query has ended.
     *
     * @throws StreamsException what it failed with
     * @throws InterruptedException if the waiting thread is interrupted; the query goes on
     */
    void awaitTermination() throws InterruptedException;

    /**
     * Waits until the query has ended, at most {@code timeout}.
     *
     * @return whether it has ended
     * @throws StreamsException what it failed with
     * @throws InterruptedException if the waiting thread is interrupted; the query goes on
     */
    boolean awaitTermination(Duration timeout) throws InterruptedException;

    /**
     * Drains and ends the query: no more input is read, the open epoch is committed, its output published. Waits as long
     * as that takes. A query that has ended is left as it is; an interrupted thread waits on and keeps its interrupt.
     */
    void stop();

    /**
     * As {@link #stop()}, but waits at most {@code timeout}; afterwards the open epoch is given up, and a restart
     * processes it again.
     *
     * @return whether all was drained and committed in time
     */
    boolean stop(Duration timeout);

    /** Reads no more input until {@link #resume()}; what was read is committed. */
    void pause();

    /** Undoes {@link #pause()}. */
    void resume();

    /** Whether input is paused. */
    boolean isPaused();

    /**
     * Waits until everything that was available when it was called is processed and committed. Meant for tests: while
     * input keeps arriving under a trigger of long intervals, this takes long.
     *
     * @throws StreamsException what the query failed with
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void processAllAvailable() throws InterruptedException;

    /** The plan for people: sub-topologies, nodes, stores, sources and sinks, options without secrets. */
    String explain();

    /**
     * The committed state of a store, for reading. Reads see whole commits only.
     *
     * @param type for example {@code QueryableStoreTypes.keyValueStore()}
     * @throws dev.headrace.errors.InvalidStateStoreException if there is no such store or it is not of this type, or if
     *     its task is not ready here
     */
    <T> T store(String name, QueryableStoreType<T> type);

    /** {@link #stop()}. */
    @Override
    default void close() {
        stop();
    }
}
