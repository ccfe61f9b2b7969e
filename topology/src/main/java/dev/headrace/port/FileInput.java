package dev.headrace.port;

import java.io.IOException;
import java.io.InputStream;

/** Reads one file, from any place in it. One thread uses it. */
public abstract class FileInput extends InputStream {

    /** How many bytes the file had when it was opened. */
    public abstract long length();

    /** How many bytes lie before what is read next. */
    public abstract long position() throws IOException;

    /**
     * Goes to another place.
     *
     * @param position from 0 to {@link #length()}
     */
    public abstract void seek(long position) throws IOException;
}
