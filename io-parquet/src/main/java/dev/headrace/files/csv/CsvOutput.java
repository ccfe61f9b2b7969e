package dev.headrace.files.csv;

import dev.headrace.files.FileOutputFormat;

/** CSV, one row per line: {@code format("csv")} for writing. */
public final class CsvOutput extends FileOutputFormat {

    /** Found by its name. */
    public CsvOutput() {
        super(new CsvFormat());
    }
}
