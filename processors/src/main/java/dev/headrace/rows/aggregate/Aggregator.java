package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes one aggregate. What it remembers of a group are the values from a place on in an array that it shares with other
 * aggregators of the group.
 */
public interface Aggregator {

    /** The type of the result. */
    DataType type();

    /** The types of what it remembers. */
    List<DataType> memory();

    /** Remembers an empty group. */
    void begin(@Nullable Object[] memory, int at);

    /** Takes a row, of which {@code value} is what is aggregated. */
    void add(@Nullable Object[] memory, int at, @Nullable Object value);

    /** Takes what another aggregator remembers of other rows of the group, all of which come later. */
    void merge(@Nullable Object[] memory, int at, @Nullable Object[] other, int otherAt);

    /** Makes of what is remembered values that do not change any more. */
    default void settle(@Nullable Object[] memory, int at) {}

    /** The aggregate. */
    @Nullable
    Object result(@Nullable Object[] memory, int at);
}
