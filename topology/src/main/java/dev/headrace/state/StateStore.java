package dev.headrace.state;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * State that belongs to one task. Only the thread that runs the task changes it; the engine opens it with {@link #init},
 * tells it of commits and closes it.
 */
public interface StateStore {

    /** The name of the store, unique in its topology. */
    String name();

    /**
     * Opens the store and registers it with {@link StateStoreContext#register}.
     *
     * @param root the outermost store, if this one is wrapped by others
     */
    void init(StateStoreContext stateStoreContext, StateStore root);

    /** Writes out what the store buffers. */
    default void flush() {}

    /**
     * Makes everything written so far durable together with the positions in the changelog that it stands for.
     *
     * @param changelogOffsets the offset per changelog partition up to which the store is current; empty if it has none
     */
    default void commit(Map<TopicPartition, Long> changelogOffsets) {
        flush();
    }

    /** The offset of the last {@link #commit} for a changelog partition; null if the store does not know. */
    default @Nullable Long committedOffset(TopicPartition partition) {
        return null;
    }

    /** Closes the store and frees what it holds. Closing twice has no effect. */
    void close();

    /** Whether the store outlives the process. */
    boolean persistent();

    /** Whether the store itself remembers the offsets given to {@link #commit}. */
    default boolean managesOffsets() {
        return false;
    }

    /** Whether the store is open for reads and writes. */
    boolean isOpen();

    /**
     * Answers a query; a store that does not know the kind of query answers with {@link FailureReason#UNKNOWN_QUERY_TYPE}.
     *
     * @param positionBound what the store must have seen at least to answer
     */
    default <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return QueryResult.forUnknownQueryType(query, this);
    }

    /** The positions in the input up to which the store is current. */
    default Position getPosition() {
        throw new UnsupportedOperationException("Cannot tell the position of store '" + name() + "': "
                + getClass().getName() + " does not track it");
    }
}
