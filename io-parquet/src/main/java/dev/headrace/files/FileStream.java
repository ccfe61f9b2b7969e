package dev.headrace.files;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Row;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourceContext;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Files that are put into directories, each read once, whole, in the order of their times. A file has to appear with all its
 * bytes, by a rename; whoever writes into it later is not heard.
 *
 * <p>Structured Streaming's file source, its options included; two epochs may not share a batch of files here either.
 */
public final class FileStream implements Source<Void, Row> {

    private final String description;
    private final Listing listing;
    private final StreamSettings settings;
    private final FileRows rows;
    private final @Nullable FileBatches batches;

    FileStream(String description, Listing listing, StreamSettings settings, FileRows rows) {
        this(description, listing, settings, rows, null);
    }

    private FileStream(
            String description,
            Listing listing,
            StreamSettings settings,
            FileRows rows,
            @Nullable FileBatches batches) {
        this.description = description;
        this.listing = listing;
        this.settings = settings;
        this.rows = rows;
        this.batches = batches;
    }

    /** Opens files. */
    @FunctionalInterface
    interface FileRows {
        RowFileReader of(FileTree tree, FileEntry file, ReadCounters counters) throws IOException;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public int partitions() {
        return settings.partitions();
    }

    @Override
    public Source<Void, Row> open(SourceContext context) {
        FilePath directory = logDirectory(context.notes());
        FileTree tree = context.files().of(directory);
        try {
            requireOwn(tree, directory, context);
            requirePartitions(tree, directory.child("partitions"));
            FileLog log = FileLog.open(tree, directory, settings.byName(), settings.maxFileAge());
            Listing reached = listing.in(context.files());
            return new FileStream(
                    description, reached, settings, rows, new FileBatches(reached, settings, log, context.clock()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Failed to read which files of " + description + " were read: " + e.getMessage(), e);
        }
    }

    private FilePath logDirectory(@Nullable FilePath inCheckpoint) {
        FilePath own = settings.log();
        if (inCheckpoint != null && own != null) {
            throw new InvalidOptionException(
                    "Cannot use option sourceLog=" + own + " under the directory commit log: which"
                            + " files were read is written down in the checkpoint. Leave it out");
        }
        if (inCheckpoint != null) {
            return inCheckpoint;
        }
        if (own == null) {
            throw new InvalidOptionException(
                    "Cannot read " + description + " under the Kafka commit log: which files were"
                            + " read has to be written down in a directory. Write .option(\"sourceLog\", directory): one of its"
                            + " own, that outlives the machine and is not read as input; or use CommitLog.directory(..)");
        }
        return own;
    }

    /** Two that wrote down what they read in one directory would each leave out what the other has read. */
    private void requireOwn(FileTree tree, FilePath directory, SourceContext context) throws IOException {
        String mine = context.queryId() + " " + context.sourceName();
        String owner = new FirstNote(tree, directory.child("query")).orElse(mine);
        if (!owner.equals(mine)) {
            throw new InvalidOptionException("Cannot write down in " + directory + " which files of " + description
                    + " were read: it belongs to query and source '" + owner + "', and this is '" + mine
                    + "'. Choose another directory; to read those files again, an empty one");
        }
    }

    /** Positions count the files that a partition was dealt, so they mean others when there are more partitions or fewer. */
    private void requirePartitions(FileTree tree, FilePath note) throws IOException {
        String asked = Integer.toString(settings.partitions());
        String written = new FirstNote(tree, note).orElse(asked);
        if (!written.equals(asked)) {
            throw new InvalidOptionException("Cannot read " + description + " in " + asked
                    + " partitions: the checkpoint has it in " + written + ". Write .option(\"numPartitions\", "
                    + written
                    + "), or start anew with another checkpoint");
        }
    }

    @Override
    public SourcePosition initial(int partition) {
        return FilePosition.START.toSource();
    }

    /** The first partition looks for new files; the others follow. */
    @Override
    public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, @Nullable SourcePosition last)
            throws IOException {
        FilePosition at = FilePosition.of(from);
        FileBatches files = batches();
        if (partition == 0 && last == null && (limit == ReadLimit.all() || at.batch() >= files.count())) {
            files.look(limit);
        }
        int most = files.count();
        if (last != null) {
            files.require(FilePosition.of(last));
            most = FilePosition.of(last).batch();
        }
        if (at.batch() >= most) {
            return from;
        }
        return FilePosition.startOf(limit == ReadLimit.all() ? most : at.batch() + 1)
                .toSource();
    }

    @Override
    public SourceReader<Void, Row> reader(int partition, SourcePosition from) throws IOException {
        FilePosition at = FilePosition.of(from);
        batches().begin(partition, at);
        return new FileStreamReader(
                batches()::share, partition, settings, (file, counters) -> rows.of(listing.tree(), file, counters), at);
    }

    @Override
    public void committed(int partition, SourcePosition position) throws IOException {
        batches().committed(partition, FilePosition.of(position));
    }

    private FileBatches batches() {
        FileBatches opened = batches;
        if (opened == null) {
            throw new IllegalStateException("Cannot read " + description + ": the source is not open");
        }
        return opened;
    }
}
