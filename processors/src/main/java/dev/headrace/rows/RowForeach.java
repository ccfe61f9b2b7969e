package dev.headrace.rows;

import dev.headrace.rows.data.Row;
import org.jspecify.annotations.Nullable;

/** Takes rows one by one. Rows of an epoch that is repeated come again under the same number. */
public interface RowForeach {

    /**
     * An epoch begins.
     *
     * @return whether its rows are wanted
     */
    default boolean open(long partitionId, long epochId) {
        return true;
    }

    /** A row of the epoch. */
    void process(Row row) throws Exception;

    /** The epoch ends; called whatever {@link #open} returned, with what {@link #process} threw, or null. */
    default void close(@Nullable Throwable failure) {}
}
