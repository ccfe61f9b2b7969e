package dev.headrace.source;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where records come from. A source has a fixed number of partitions, each a sequence of records that can be read again
 * from any position: the same position, the same records. Each partition is read by one task, each task being one thread
 * at a time; different partitions may be read at once.
 *
 * <p>A query's first act is to commit {@link #initial} of every partition, so it is asked for once in the life of a query.
 * Then every epoch reads on from the last committed position: under a trigger that plans, up to the position that
 * {@link #end} named when the epoch opened; under a continuous one, as far as there is anything. {@link #committed} follows
 * each commit.
 *
 * <p>{@link #initial}, {@link #end} and {@link #committed} may block (list a directory, ask a service); the engine keeps
 * them off the path of the records.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface Source<K, V> {

    /** What is read from where, in a few words for people: no secrets. */
    String describe();

    /**
     * Why a query under a continuous trigger, which plans no ends, cannot read this, and what to do, in sentences that end
     * the refusal; empty where it can.
     */
    default Optional<String> whyNotContinuous() {
        return Optional.empty();
    }

    /** How many partitions there are, at least one; it never changes in the life of a query. */
    int partitions();

    /**
     * This source as one query reads it; called once per start, before anything else, and everything else is asked of what
     * it returns. A source that asks the time, or keeps anything in memory between calls, returns a fresh one.
     */
    default Source<K, V> open(SourceContext context) {
        return this;
    }

    /** Where a new query starts to read {@code partition}. */
    SourcePosition initial(int partition) throws IOException;

    /**
     * How far an epoch that opens now may read {@code partition}: a position at or after {@code from}, equal to it when
     * there is nothing to read. The records between the two must stay readable until they are committed.
     *
     * @param from where the epoch starts
     * @param last an earlier answer, which may be as old as the query's start and come from another process: the position
     *     returned does not lie behind it. Null: no such bound
     */
    SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last)
            throws IOException;

    /** Opens {@code partition} for reading on from {@code from}. The caller closes it. */
    SourceReader<K, V> reader(int partition, SourcePosition from) throws IOException;

    /**
     * Tells that everything in {@code partition} before {@code position} is committed and will not be asked for again, so
     * that it may be archived, deleted or acknowledged. After a crash the call may be missing for some commits.
     */
    default void committed(int partition, SourcePosition position) throws IOException {}
}
