package dev.headrace.files;

import dev.headrace.rows.data.Row;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rows of a file, each made into another. */
final class MappedRows implements RowFileReader {

    private final RowFileReader rows;
    private final UnaryOperator<Row> mapping;

    MappedRows(RowFileReader rows, UnaryOperator<Row> mapping) {
        this.rows = rows;
        this.mapping = mapping;
    }

    @Override
    public @Nullable Row next() throws IOException {
        Row row = rows.next();
        return row == null ? null : mapping.apply(row);
    }

    @Override
    public void skip(long before) throws IOException {
        rows.skip(before);
    }

    @Override
    public long position() {
        return rows.position();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
