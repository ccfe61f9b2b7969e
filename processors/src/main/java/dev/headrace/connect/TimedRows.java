package dev.headrace.connect;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.time.Instant;

/** Makes rows of a {@code value} and its {@code timestamp}, or of fewer columns where a query needs no more. */
record TimedRows(Schema schema) {

    Row row(Object value, long timestampMs) {
        Object[] values = new Object[schema.size()];
        for (int column = 0; column < values.length; column++) {
            values[column] = schema.field(column).name().equals("value") ? value : Instant.ofEpochMilli(timestampMs);
        }
        return Row.wrap(schema, values);
    }
}
