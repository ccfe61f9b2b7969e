package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How rows lie in a file. */
public interface FileFormat {

    /** What {@code format(..)} is given, in lower case. */
    String name();

    /** What the names of its files end with, without the dot. */
    String extension(Options options);

    /** The options for reading, beside those of all files. */
    Set<String> readOptions();

    /** The options for writing, beside those of all files. */
    Set<String> writeOptions();

    /**
     * The schema of the rows in {@code files}, as far as it can be told.
     *
     * @throws IOException if a file cannot be read or is damaged; the message names it
     */
    Schema infer(FileTree tree, List<FileEntry> files, Options options) throws IOException;

    /**
     * The columns that have to be read for those that are wanted: the same, unless columns are found by their places.
     *
     * @param declared all columns that files have
     */
    default Schema readFor(Schema wanted, Schema declared) {
        return wanted;
    }

    /**
     * Opens a file for reading.
     *
     * @throws IOException if the file cannot be read or is damaged; the message names it
     */
    RowFileReader open(FileRead read) throws IOException;

    /**
     * What {@link RowFileWriter#finish} was told of the origin of a file; empty where the format has no place for it.
     *
     * @throws IOException if the file cannot be read or is damaged; the message names it
     */
    default Map<String, String> facts(FileTree tree, FileEntry file) throws IOException {
        return Map.of();
    }

    /**
     * Refuses rows that cannot be written.
     *
     * @throws dev.headrace.errors.InvalidOptionException if a column or an option does not fit
     */
    void checkWritable(Schema schema, Options options);

    /** Begins to write a file. The writer neither syncs nor closes {@code output}. */
    RowFileWriter write(FileOutput output, Schema schema, Options options) throws IOException;
}
