package dev.headrace.files.text;

import dev.headrace.files.FileInputFormat;

/** Lines of text: {@code format("text")} for reading. */
public final class TextInput extends FileInputFormat {

    /** Found by its name. */
    public TextInput() {
        super(new TextFormat());
    }
}
