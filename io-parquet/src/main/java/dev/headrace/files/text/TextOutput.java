package dev.headrace.files.text;

import dev.headrace.files.FileOutputFormat;

/** Lines of text: {@code format("text")} for writing. */
public final class TextOutput extends FileOutputFormat {

    /** Found by its name. */
    public TextOutput() {
        super(new TextFormat());
    }
}
