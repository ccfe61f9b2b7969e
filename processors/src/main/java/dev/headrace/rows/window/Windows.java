package dev.headrace.rows.window;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Into what windows a time falls. */
public sealed interface Windows permits TimeWindows, SessionWindows {

    /** What a window is: from its start on, up to and without its end. */
    Schema SCHEMA = Schema.of("start TIMESTAMP, end TIMESTAMP");

    /** Whether windows of the same group become one where they meet. */
    boolean merge();

    /** The columns that they depend on, beside the time. */
    Set<String> references();

    /**
     * The same for rows of one schema.
     *
     * @throws IllegalArgumentException if a column is unknown, or types do not fit
     */
    Assignment bind(Schema schema);

    /** Finds windows. */
    @FunctionalInterface
    interface Assignment {

        /**
         * The windows of a row, the earliest first.
         *
         * @param time the time of the row that counts
         * @param nowMs the time of the batch or epoch, in milliseconds since 1970
         */
        List<Row> of(Instant time, Row row, long nowMs);
    }

    /** A window. */
    static Row window(Instant start, Instant end) {
        return Row.wrap(SCHEMA, new Object[] {start, end});
    }

    /** When a window begins. */
    static Instant start(Row window) {
        return (Instant) Objects.requireNonNull(window.get(0));
    }

    /** When a window ends. */
    static Instant end(Row window) {
        return (Instant) Objects.requireNonNull(window.get(1));
    }
}
