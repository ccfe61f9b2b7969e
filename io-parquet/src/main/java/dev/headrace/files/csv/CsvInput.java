package dev.headrace.files.csv;

import dev.headrace.files.FileInputFormat;

/** CSV, one row per line: {@code format("csv")} for reading. */
public final class CsvInput extends FileInputFormat {

    /** Found by its name. */
    public CsvInput() {
        super(new CsvFormat());
    }
}
