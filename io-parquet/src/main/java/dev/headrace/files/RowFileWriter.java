package dev.headrace.files;

import dev.headrace.rows.data.Row;
import java.io.IOException;
import java.util.Map;

/** Writes the rows of one file. */
public interface RowFileWriter {

    /** Adds a row. */
    void write(Row row) throws IOException;

    /** About how many bytes the file has so far, what is buffered included. */
    long bytes();

    /**
     * Writes what is left, so that the file is complete.
     *
     * @param facts what the file says of its origin, where its format has a place for it
     */
    void finish(Map<String, String> facts) throws IOException;
}
