package dev.headrace.files.json;

import dev.headrace.files.FileOutputFormat;

/** JSON, one object per line: {@code format("json")} for writing. */
public final class JsonOutput extends FileOutputFormat {

    /** Found by its name. */
    public JsonOutput() {
        super(new JsonFormat());
    }
}
