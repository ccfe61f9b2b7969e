package dev.headrace.files;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.spi.RowReader;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourceContext;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final @Nullable FileLog log;
    private final Map<Integer, Integer> committedBatches = new HashMap<>();
    private int cleanedBatches;

    FileStream(String description, Listing listing, StreamSettings settings, FileRows rows) {
        this(description, listing, settings, rows, null);
    }

    private FileStream(
            String description, Listing listing, StreamSettings settings, FileRows rows, @Nullable FileLog log) {
        this.description = description;
        this.listing = listing;
        this.settings = settings;
        this.rows = rows;
        this.log = log;
    }

    /** Opens files. */
    @FunctionalInterface
    interface FileRows {
        RowReader of(FileEntry file) throws IOException;
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
        FilePath notes = context.notes();
        if (notes == null) {
            throw new InvalidOptionException("Cannot read " + description
                    + " under the Kafka commit log: the files that were read are written down in a checkpoint directory."
                    + " Use CommitLog.directory(..)");
        }
        try {
            FileLog opened = FileLog.open(context.files().of(notes), notes, settings.byName());
            return new FileStream(description, listing, settings, rows, opened);
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to read which files of " + description + " were read", e);
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
        FileLog files = log();
        if (partition == 0 && last == null && (limit == ReadLimit.all() || at.batch() >= files.size())) {
            look(limit);
        }
        int most = last == null ? files.size() : FilePosition.of(last).batch();
        if (at.batch() >= most) {
            return from;
        }
        return FilePosition.startOf(limit == ReadLimit.all() ? most : at.batch() + 1)
                .toSource();
    }

    private void look(ReadLimit limit) throws IOException {
        List<FileEntry> unseen = new ArrayList<>(
                log().unseen(listing.files(), settings.maxFileAge().toMillis()));
        if (settings.latestFirst()) {
            unseen.sort(
                    Comparator.comparingLong(FileEntry::modifiedMs).reversed().thenComparing(FileEntry::path));
        }
        while (!unseen.isEmpty()) {
            int count = withinLimits(unseen);
            log().append(unseen.subList(0, count));
            unseen = new ArrayList<>(unseen.subList(count, unseen.size()));
            if (limit != ReadLimit.all()) {
                return;
            }
        }
    }

    private int withinLimits(List<FileEntry> files) {
        int count = 0;
        long bytes = 0;
        for (FileEntry file : files) {
            bytes += file.length();
            if (count > 0 && (count >= settings.maxFiles() || bytes > settings.maxBytes())) {
                return count;
            }
            count++;
        }
        return count;
    }

    @Override
    public SourceReader<Void, Row> reader(int partition, SourcePosition from) {
        return new FileStreamReader(this::share, partition, settings, rows, FilePosition.of(from));
    }

    /** The files of a batch that a partition reads; null if there is no such batch yet. */
    private @Nullable List<FileEntry> share(int batch, int partition) {
        if (batch >= log().size()) {
            return null;
        }
        List<FileEntry> all = log().batch(batch);
        List<FileEntry> share = new ArrayList<>();
        for (int file = partition; file < all.size(); file += settings.partitions()) {
            share.add(all.get(file));
        }
        return share;
    }

    /** What every partition has read is cleaned away, if that is wished for. */
    @Override
    public synchronized void committed(int partition, SourcePosition position) throws IOException {
        if (settings.cleaning() == StreamSettings.Cleaning.OFF) {
            return;
        }
        committedBatches.put(partition, FilePosition.of(position).batch());
        if (committedBatches.size() < settings.partitions()) {
            return;
        }
        int done = committedBatches.values().stream().min(Integer::compare).orElse(0);
        for (; cleanedBatches < done; cleanedBatches++) {
            for (FileEntry file : log().batch(cleanedBatches)) {
                clean(file.path());
            }
        }
    }

    /** Repeating it is harmless: what is gone is gone. */
    private void clean(FilePath file) throws IOException {
        FileTree tree = listing.tree();
        if (tree.entry(file).isEmpty()) {
            return;
        }
        FilePath archive = settings.archive();
        if (settings.cleaning() == StreamSettings.Cleaning.DELETE || archive == null) {
            tree.delete(file);
        } else {
            String path = file.location()
                    .substring(file.scheme().isEmpty() ? 0 : file.scheme().length() + 1);
            tree.replace(file, archive.child(path.replaceFirst("^/+", "")));
        }
    }

    private FileLog log() {
        FileLog opened = log;
        if (opened == null) {
            throw new IllegalStateException("Cannot read " + description + ": the source is not open");
        }
        return opened;
    }
}
