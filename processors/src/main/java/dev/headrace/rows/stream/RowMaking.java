package dev.headrace.rows.stream;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a row of each record, or none. */
public final class RowMaking<K, V> extends ContextualProcessor<K, V, Row, Row> {

    private final Schema schema;
    private final Function<? super Record<K, V>, ? extends @Nullable Row> making;

    /**
     * An operator.
     *
     * @param schema of the rows
     * @param making makes a row of a record; null for none
     */
    public RowMaking(Schema schema, Function<? super Record<K, V>, ? extends @Nullable Row> making) {
        this.schema = schema;
        this.making = making;
    }

    @Override
    public void process(Record<K, V> record) {
        Row row = making.apply(record);
        if (row == null) {
            return;
        }
        if (!row.schema().equals(schema)) {
            throw new IllegalArgumentException("Cannot take a row of "
                    + row.schema().columnsDdl() + ": the rows of this stream were said to have " + schema.columnsDdl());
        }
        context().forward(new Record<>(null, row, record.timestamp(), record.headers()));
    }
}
