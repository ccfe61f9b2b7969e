package dev.headrace.files.json;

import dev.headrace.files.FileInputFormat;

/** JSON, one object per line: {@code format("json")} for reading. */
public final class JsonInput extends FileInputFormat {

    /** Found by its name. */
    public JsonInput() {
        super(new JsonFormat());
    }
}
