package dev.headrace.operators;

import dev.headrace.processor.Record;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one key of a table.
 *
 * @param newValue the value from now on, null where the key was removed
 * @param oldValue the value that was last passed on, null if there was none or nobody behind the table wants to know
 */
public record Change<V>(@Nullable V newValue, @Nullable V oldValue) {

    /** The change that {@code record} carries. */
    static <V> Change<V> of(Record<?, Change<V>> record) {
        return Objects.requireNonNull(record.value(), "A record between tables carries no change");
    }
}
