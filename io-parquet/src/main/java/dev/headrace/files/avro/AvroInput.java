package dev.headrace.files.avro;

import dev.headrace.files.FileInputFormat;

/** Avro container files: {@code format("avro")} for reading. */
public final class AvroInput extends FileInputFormat {

    /** Found by its name. */
    public AvroInput() {
        super(new AvroFormat());
    }
}
