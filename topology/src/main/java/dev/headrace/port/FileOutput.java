package dev.headrace.port;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Appends to one new file. What was written reaches the file with {@link #flush} or {@link #close}, and survives the loss of
 * power only after {@link #sync}. One thread uses it.
 */
public abstract class FileOutput extends OutputStream {

    /** How many bytes were written so far. */
    public abstract long length();

    /**
     * Flushes and makes all bytes survive the loss of power. When it fails, the file is lost: do not sync it again, since a
     * second success would tell nothing about the first bytes. The name of the file is made to survive by {@link
     * FileTree#syncDirectory}.
     */
    public abstract void sync() throws IOException;
}
