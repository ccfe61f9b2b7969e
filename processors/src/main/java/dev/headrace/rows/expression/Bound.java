package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * An expression over rows of one schema.
 *
 * @param type of its values
 * @param evaluation computes them
 */
public record Bound(DataType type, Evaluation evaluation) {

    /** Computes a value. */
    @FunctionalInterface
    public interface Evaluation {

        /**
         * The value for {@code row}.
         *
         * @param nowMs the time of the batch or epoch, in milliseconds since 1970
         */
        @Nullable
        Object of(Row row, long nowMs);
    }

    /** The same value for every row. */
    public record Constant(@Nullable Object value) implements Evaluation {

        @Override
        public @Nullable Object of(Row row, long nowMs) {
            return value;
        }
    }

    /** The value for a row. */
    public @Nullable Object of(Row row, long nowMs) {
        return evaluation.of(row, nowMs);
    }

    /** Whether it is true, neither false nor unknown. */
    public boolean isTrue(Row row, long nowMs) {
        return Boolean.TRUE.equals(evaluation.of(row, nowMs));
    }
}
