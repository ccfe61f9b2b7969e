package dev.headrace.files;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.Predicate;
import dev.headrace.rows.spi.RowInput;
import dev.headrace.rows.spi.RowReader;
import dev.headrace.source.Source;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in files: what is there now, or each file that comes. */
record FileInput(
        FileFormat format, Listing listing, Options options, Schema schema, Schema wanted, List<Predicate> filters)
        implements RowInput {

    FileInput {
        filters = List.copyOf(filters);
    }

    @Override
    public String describe() {
        return format.name() + " " + listing.roots();
    }

    @Override
    public Schema schema() {
        return wanted;
    }

    @Override
    public RowInput narrowed(Schema narrower, List<Predicate> more) {
        return new FileInput(format, listing, options, schema, narrower, more);
    }

    @Override
    public RowReader rows() throws IOException {
        return new AllRows(listing.files().iterator());
    }

    /** What a stream is asked for may change while its positions count rows, so only columns are narrowed, not rows. */
    @Override
    public Source<Void, Row> stream() {
        return new FileStream(
                describe(),
                listing,
                StreamSettings.of(options, listing),
                (tree, file) -> opened(tree, file, List.of()));
    }

    private RowReader opened(FileTree tree, FileEntry file, List<Predicate> advice) throws IOException {
        Schema read = format.readFor(wanted, schema);
        RowReader rows = new PartitionColumns(read, file.path(), listing.roots())
                .read(schemaOfFile -> format.open(tree, file, schemaOfFile, advice, options));
        return read.equals(wanted) ? rows : new NarrowedRows(rows, read, wanted);
    }

    private final class AllRows implements RowReader {

        private final Iterator<FileEntry> files;
        private @Nullable RowReader open;

        private AllRows(Iterator<FileEntry> files) {
            this.files = files;
        }

        @Override
        public @Nullable Row next() throws IOException {
            while (true) {
                if (open == null) {
                    if (!files.hasNext()) {
                        return null;
                    }
                    open = opened(listing.tree(), files.next(), filters);
                }
                Row row = open.next();
                if (row != null) {
                    return row;
                }
                close();
            }
        }

        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }
}
