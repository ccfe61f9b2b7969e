package dev.headrace.parquet;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Makes rows of the columns that are read; what is wanted and not among them is null. */
final class RowMaterializer extends RecordMaterializer<Row> {

    private final StructConverter rows;
    private @Nullable Row current;

    RowMaterializer(MessageType read, Schema wanted) {
        rows = new StructConverter(read, wanted, row -> current = (Row) row, "");
    }

    @Override
    public @Nullable Row getCurrentRecord() {
        return current;
    }

    @Override
    public GroupConverter getRootConverter() {
        return rows;
    }
}
