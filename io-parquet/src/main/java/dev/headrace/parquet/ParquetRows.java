package dev.headrace.parquet;

import dev.headrace.files.FileRead;
import dev.headrace.files.ReadCounters;
import dev.headrace.files.RowFileReader;
import dev.headrace.port.FileEntry;
import dev.headrace.rows.data.Row;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one file. Row groups and pages whose statistics tell that no row is wanted are passed over, and so are the
 * row groups before the place where reading goes on.
 */
final class ParquetRows implements RowFileReader {

    private static final int CAUSE_LENGTH_MAX = 300;

    private final FileEntry file;
    private final ParquetFileReader reader;
    private final MessageType part;
    private final MessageColumnIO columns;
    private final RowMaterializer materializer;
    private final ReadCounters counters;
    private final Iterator<BlockMetaData> rowGroups;
    private final long rowCount;

    private @Nullable RowGroup open;
    private long position;

    private ParquetRows(FileRead read, ParquetFileReader reader, MessageType part) {
        FileMetaData metadata = reader.getFileMetaData();
        List<BlockMetaData> all = reader.getFooter().getBlocks();
        this.file = read.file();
        this.reader = reader;
        this.part = part;
        this.columns = new ColumnIOFactory(metadata.getCreatedBy()).getColumnIO(part, metadata.getSchema());
        this.materializer = new RowMaterializer(part, read.wanted());
        this.counters = read.counters();
        this.rowGroups = all.iterator();
        this.rowCount = all.stream().mapToLong(BlockMetaData::getRowCount).sum();
        counters.add(
                "columnsSkipped",
                metadata.getSchema().getPaths().size() - part.getPaths().size());
    }

    /**
     * A row group that is being read.
     *
     * @param firstRow the index in the file of its first row
     * @param places the indexes in the group of the rows that are left to read
     */
    private record RowGroup(
            PageReadStore pages, long firstRow, PrimitiveIterator.OfLong places, RecordReader<Row> rows) {}

    static ParquetRows open(FileRead read) throws IOException {
        PortInputFile input = new PortInputFile(read.tree(), read.file());
        try {
            SeekableInputStream stream = input.newStream();
            try {
                ParquetMetadata footer =
                        ParquetFileReader.readFooter(input, options().build(), stream);
                MessageType part = WantedColumns.of(footer.getFileMetaData().getSchema(), read.wanted());
                ParquetFileReader reader = ParquetFileReader.open(
                        input,
                        footer,
                        options()
                                .withRecordFilter(Filters.of(read.filters(), part))
                                .build(),
                        stream);
                try {
                    reader.setRequestedSchema(part);
                    return new ParquetRows(read, reader, part);
                } catch (RuntimeException e) {
                    reader.close();
                    throw e;
                }
            } catch (IOException | RuntimeException e) {
                stream.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw damaged(read.file(), "open", e);
        }
    }

    private static ParquetReadOptions.Builder options() {
        return ParquetReadOptions.builder(new PlainParquetConfiguration()).usePageChecksumVerification();
    }

    static FileMetaData metadata(PortInputFile input) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(input)) {
            return reader.getFooter().getFileMetaData();
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            long place;
            Row row;
            do {
                RowGroup group = rowGroup();
                if (group == null) {
                    passOverUntil(rowCount);
                    return null;
                }
                place = group.firstRow + group.places.nextLong();
                row = group.rows.read();
            } while (place < position);
            passOverUntil(place);
            position = place + 1;
            return row;
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "read row " + position + " of", e);
        }
    }

    private void passOverUntil(long place) {
        counters.add("rowsSkipped", place - position);
        position = place;
    }

    /** The row group of the next row; null behind the last one. */
    private @Nullable RowGroup rowGroup() throws IOException {
        if (open != null && open.places.hasNext()) {
            return open;
        }
        closeRowGroup();
        while (open == null && rowGroups.hasNext()) {
            BlockMetaData next = rowGroups.next();
            if (next.getRowIndexOffset() + next.getRowCount() > position) {
                open = opened(next);
                counters.add(open == null ? "rowGroupsSkipped" : "rowGroupsRead", 1);
            }
        }
        return open;
    }

    /** Null if no row of the group is wanted. */
    private @Nullable RowGroup opened(BlockMetaData group) throws IOException {
        int index = reader.getRowGroups().indexOf(group);
        if (index < 0) {
            return null;
        }
        RowRanges wanted = reader.getRowRanges(index);
        PageReadStore pages = reader.readFilteredRowGroup(index, wanted);
        if (pages == null) {
            return null;
        }
        if (wanted.rowCount() < group.getRowCount()) {
            counters.add("pagesSkipped", pagesWithout(wanted, index, group));
        }
        return new RowGroup(
                pages, group.getRowIndexOffset(), wanted.iterator(), columns.getRecordReader(pages, materializer));
    }

    /** How many pages of the columns that are read have no wanted row, those aside that lie before the position. */
    private long pagesWithout(RowRanges wanted, int index, BlockMetaData group) {
        long before = position - group.getRowIndexOffset();
        long count = 0;
        for (String[] column : part.getPaths()) {
            OffsetIndex pages = reader.getColumnIndexStore(index).getOffsetIndex(ColumnPath.get(column));
            for (int page = 0; page < pages.getPageCount(); page++) {
                long last = pages.getLastRowIndex(page, group.getRowCount());
                if (last >= before && !wanted.isOverlapping(pages.getFirstRowIndex(page), last)) {
                    count++;
                }
            }
        }
        return count;
    }

    @Override
    public void skip(long rows) {
        position = Math.min(rows, rowCount);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        closeRowGroup();
        reader.close();
    }

    private void closeRowGroup() {
        RowGroup closing = open;
        open = null;
        if (closing != null) {
            closing.pages.close();
        }
    }

    /** What the innermost cause says: those around it name a class and an object. */
    static IOException damaged(FileEntry file, String verb, Exception cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String type = root.getClass().getSimpleName();
        String said = root.getMessage() == null
                ? ""
                : root.getMessage().lines().findFirst().orElse("");
        String shortly = said.substring(0, Math.min(said.length(), CAUSE_LENGTH_MAX));
        boolean isSentence = root instanceof IllegalArgumentException && said.startsWith("Cannot");
        return new IOException(
                "Cannot " + verb + " Parquet file " + file.path() + ": "
                        + (isSentence ? shortly : said.isEmpty() ? type : type + ", " + shortly),
                cause);
    }
}
