package dev.headrace.files;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.StreamsException;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
import dev.headrace.rows.spi.RowInput;
import dev.headrace.rows.spi.RowInputFormat;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads rows from files of one format. Every format has a subclass of its own, which is found by its name. */
public abstract class FileInputFormat implements RowInputFormat {

    private static final Set<String> OF_ALL_FILES = Set.of("path", "pathGlobFilter", "recursiveFileLookup");

    private final FileFormat format;

    /** Files of {@code format}. */
    protected FileInputFormat(FileFormat format) {
        this.format = format;
    }

    FileFormat format() {
        return format;
    }

    @Override
    public final String name() {
        return format.name();
    }

    @Override
    public final Set<String> options(Execution execution) {
        Set<String> options = new TreeSet<>(OF_ALL_FILES);
        options.addAll(Tolerance.OPTIONS);
        options.addAll(format.readOptions());
        if (execution == Execution.STREAM) {
            options.addAll(StreamSettings.OPTIONS);
        }
        return options;
    }

    @Override
    public final RowInput open(InputRequest request) {
        List<FilePath> paths = request.options()
                .text("path")
                .map(path -> List.of(FilePath.of(path)))
                .orElse(request.paths());
        if (paths.isEmpty()) {
            throw new InvalidOptionException(
                    "Cannot read " + format.name() + ": no path is given. Write load(path), or ." + name() + "(path)");
        }
        FileTree tree = request.files().of(paths.get(0));
        Listing listing = new Listing(
                tree,
                paths,
                request.options().flag("recursiveFileLookup", false),
                request.options().text("pathGlobFilter").orElse(null));
        Schema schema = request.schema();
        if (schema == null) {
            schema = inferred(request, listing);
        }
        return new FileInput(format, listing, request.options(), schema.allNullable(), schema.allNullable(), List.of());
    }

    private Schema inferred(InputRequest request, Listing listing) {
        if (request.execution() == Execution.STREAM && !request.options().flag("schemaInference", false)) {
            throw new InvalidOptionException("Cannot read a stream of " + format.name()
                    + " files: no schema is given, and the files that will come are not there yet. Write"
                    + " .schema(\"id BIGINT, ...\"), or .option(\"schemaInference\", \"true\") to take that of the files"
                    + " that are there");
        }
        try {
            List<FileEntry> files = listing.files();
            if (files.isEmpty()) {
                throw new InvalidOptionException("Cannot tell the schema of " + listing.roots()
                        + ": there are no files yet. Write .schema(\"id BIGINT, ...\"), or check the path");
            }
            return PartitionColumns.added(
                    format.infer(listing.tree(), files, request.options()), files, listing.roots());
        } catch (IOException e) {
            throw new StreamsException(String.valueOf(e.getMessage()), e);
        }
    }
}
