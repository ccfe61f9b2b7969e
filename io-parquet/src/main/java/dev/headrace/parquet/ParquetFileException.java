package dev.headrace.parquet;

import dev.headrace.errors.StreamsException;
import java.nio.file.Path;

/** A Parquet file could not be written or read; the message names the file. */
public final class ParquetFileException extends StreamsException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    ParquetFileException(String verb, Path file, String reason) {
        super("Cannot " + verb + " Parquet file " + file + ": " + reason);
        this.file = file;
    }

    ParquetFileException(String verb, Path file, Throwable cause) {
        super("Cannot " + verb + " Parquet file " + file + ": " + reason(cause), cause);
        this.file = file;
    }

    /** The file; not kept when the exception is serialised. */
    public Path file() {
        return file;
    }

    /** What the innermost cause says: those around it name a class and an object. */
    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String type = root.getClass().getSimpleName();
        return root.getMessage() == null ? type : type + ", " + root.getMessage();
    }
}
