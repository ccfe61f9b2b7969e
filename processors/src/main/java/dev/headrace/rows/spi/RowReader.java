package dev.headrace.rows.spi;

import dev.headrace.rows.data.Row;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads rows, one after the other. One thread uses it. */
public interface RowReader extends Closeable {

    /** The next row, or null behind the last one. */
    @Nullable
    Row next() throws IOException;
}
