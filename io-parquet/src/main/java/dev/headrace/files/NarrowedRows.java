package dev.headrace.files;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.RowReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Some columns of rows. */
final class NarrowedRows implements RowReader {

    private final RowReader rows;
    private final Schema wanted;
    private final int[] places;

    NarrowedRows(RowReader rows, Schema given, Schema wanted) {
        this.rows = rows;
        this.wanted = wanted;
        this.places = wanted.names().stream().mapToInt(given::indexOf).toArray();
    }

    @Override
    public @Nullable Row next() throws IOException {
        Row row = rows.next();
        if (row == null) {
            return null;
        }
        @Nullable Object[] values = new Object[places.length];
        for (int column = 0; column < values.length; column++) {
            values[column] = row.get(places[column]);
        }
        return Row.wrap(wanted, values);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
