package dev.headrace.files;

import dev.headrace.rows.spi.RowReader;
import java.io.IOException;

/** Reads the rows of one file in their order, and may pass over some. One thread uses it. */
public interface RowFileReader extends RowReader {

    /**
     * Goes on behind the first rows of the file, or behind its last one if it has fewer. Called before {@link #next}, if at
     * all.
     *
     * @param rows how many rows lie before
     */
    void skip(long rows) throws IOException;

    /**
     * How many rows of the file lie before this reader, those among them that it passed over: it stands right behind the row
     * that {@link #next} returned last, and behind all of them once that was null.
     */
    long position();

    /** Reads {@code rows}, which are all that a file has. */
    static RowFileReader of(RowReader rows) {
        return new EveryRow(rows);
    }
}
