package dev.headrace.runtime.directory;

import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.state.ChangelogEntry;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The entries of several files in the order of their keys; of those with the same key the one in the last file. */
final class MergedEntries implements Closeable {

    private static final Comparator<Head> ORDER = Comparator.<Head, byte[]>comparing(
                    head -> head.entry.key(), EntryFile.KEY_ORDER)
            .thenComparing(head -> head.file, Comparator.reverseOrder());

    private final List<EntryFile.Reader> readers = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);

    private MergedEntries() {}

    /**
     * Opens {@code files}, the oldest first.
     *
     * @throws IOException if one is missing or damaged
     */
    static MergedEntries of(FileTree tree, List<FilePath> files) throws IOException {
        MergedEntries merged = new MergedEntries();
        try {
            for (FilePath file : files) {
                merged.readers.add(new EntryFile.Reader(tree, file));
            }
            for (int file = 0; file < files.size(); file++) {
                merged.advance(file);
            }
        } catch (IOException e) {
            merged.close();
            throw e;
        }
        return merged;
    }

    /** The next entry; null behind the last one. */
    @Nullable
    ChangelogEntry next() throws IOException {
        Head newest = heads.poll();
        if (newest == null) {
            return null;
        }
        advance(newest.file);
        for (Head older = heads.peek();
                older != null && EntryFile.KEY_ORDER.compare(older.entry.key(), newest.entry.key()) == 0;
                older = heads.peek()) {
            heads.remove();
            advance(older.file);
        }
        return newest.entry;
    }

    private void advance(int file) throws IOException {
        ChangelogEntry entry = readers.get(file).next();
        if (entry != null) {
            heads.add(new Head(entry, file));
        }
    }

    @Override
    public void close() throws IOException {
        for (EntryFile.Reader reader : readers) {
            reader.close();
        }
    }

    private record Head(ChangelogEntry entry, int file) {}
}
