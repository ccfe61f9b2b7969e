package dev.headrace.files.avro;

import dev.headrace.files.FileOutputFormat;

/** Avro container files: {@code format("avro")} for writing. */
public final class AvroOutput extends FileOutputFormat {

    /** Found by its name. */
    public AvroOutput() {
        super(new AvroFormat());
    }
}
