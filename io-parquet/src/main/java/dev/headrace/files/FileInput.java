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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows in files: what is there now, or each file that comes. */
record FileInput(
        FileFormat format, Listing listing, Options options, Schema schema, Schema wanted, List<Predicate> filters)
        implements RowInput {

    private static final Logger LOG = LoggerFactory.getLogger(FileInput.class);

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

    @Override
    public Source<Void, Row> stream() {
        return new FileStream(describe(), listing, StreamSettings.of(options, listing), this::opened);
    }

    private RowFileReader opened(FileTree tree, FileEntry file, ReadCounters counters) throws IOException {
        Schema read = format.readFor(wanted, schema);
        RowFileReader rows = new PartitionColumns(read, file.path(), listing.roots())
                .read(schemaOfFile -> format.open(new FileRead(tree, file, schemaOfFile, filters, options, counters)));
        return read.equals(wanted) ? rows : new MappedRows(rows, narrowing(read));
    }

    private UnaryOperator<Row> narrowing(Schema read) {
        int[] places = wanted.names().stream().mapToInt(read::indexOf).toArray();
        return row -> {
            @Nullable Object[] values = new Object[places.length];
            for (int column = 0; column < values.length; column++) {
                values[column] = row.get(places[column]);
            }
            return Row.wrap(wanted, values);
        };
    }

    private final class AllRows implements RowReader {

        private final Iterator<FileEntry> files;
        private final Tolerance tolerance = Tolerance.of(options);
        private final ReadCounters counters = new ReadCounters();
        private @Nullable FileEntry file;
        private @Nullable RowFileReader open;

        private AllRows(Iterator<FileEntry> files) {
            this.files = files;
        }

        @Override
        public @Nullable Row next() throws IOException {
            while (file != null || files.hasNext()) {
                file = file != null ? file : files.next();
                Row row = nextOf(file);
                if (row != null) {
                    return row;
                }
                close();
                LOG.debug("Read {}: {}", file.path(), counters.drain());
                file = null;
            }
            return null;
        }

        /** Null behind the last row, or the last that can be read. */
        private @Nullable Row nextOf(FileEntry current) throws IOException {
            try {
                open = open != null ? open : opened(listing.tree(), current, counters);
                return open.next();
            } catch (IOException | RuntimeException e) {
                if (tolerance.passesOver(current, open == null ? 0 : open.position(), e, counters)) {
                    return null;
                }
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            RowFileReader closing = open;
            open = null;
            if (closing != null) {
                closing.close();
            }
        }
    }
}
