package dev.headrace.parquet;

import dev.headrace.files.FileOutputFormat;

/** Parquet: {@code format("parquet")} for writing. */
public final class ParquetOutput extends FileOutputFormat {

    /** Found by its name. */
    public ParquetOutput() {
        super(new ParquetFormat());
    }
}
