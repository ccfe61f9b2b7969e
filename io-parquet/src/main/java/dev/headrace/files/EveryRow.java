package dev.headrace.files;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.spi.RowReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file of which no row can be passed over, so that positions are found by counting. */
final class EveryRow implements RowFileReader {

    private final RowReader rows;
    private long position;

    EveryRow(RowReader rows) {
        this.rows = rows;
    }

    @Override
    public @Nullable Row next() throws IOException {
        Row row = rows.next();
        if (row != null) {
            position++;
        }
        return row;
    }

    @Override
    public void skip(long rows) throws IOException {
        while (position < rows && next() != null) {
            // Read to be counted.
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
