package dev.headrace.parquet;

import dev.headrace.files.FileInputFormat;

/** Parquet: {@code format("parquet")} for reading. */
public final class ParquetInput extends FileInputFormat {

    /** Found by its name. */
    public ParquetInput() {
        super(new ParquetFormat());
    }
}
