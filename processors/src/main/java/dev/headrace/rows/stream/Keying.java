package dev.headrace.rows.stream;

import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.expression.Comparisons;
import org.jspecify.annotations.Nullable;

/** Gives rows a key of some of their columns. */
final class Keying extends EpochOperator {

    private final Schema keys;
    private final int[] places;

    Keying(Schema keys, int[] places) {
        this.keys = keys;
        this.places = places;
    }

    @Override
    public void process(Record<Row, Row> record) {
        Row row = record.value();
        if (row == null) {
            return;
        }
        @Nullable Object[] values = new Object[places.length];
        for (int column = 0; column < values.length; column++) {
            values[column] = Comparisons.normalized(row.get(places[column]));
        }
        forward(Row.wrap(keys, values), row, record.timestamp());
    }
}
