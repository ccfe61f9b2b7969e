package dev.headrace.parquet;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Predicate;
import dev.headrace.rows.spi.RowReader;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one file. Row groups and pages whose statistics tell that no row is wanted are passed over. */
final class ParquetRows implements RowReader {

    private static final int CAUSE_LENGTH_MAX = 300;

    private final FileEntry file;
    private final ParquetReader<Row> reader;
    private long row;

    private ParquetRows(FileEntry file, ParquetReader<Row> reader) {
        this.file = file;
        this.reader = reader;
    }

    static ParquetRows open(FileTree tree, FileEntry file, Schema wanted, List<Predicate> filters) throws IOException {
        PortInputFile input = new PortInputFile(tree, file);
        try {
            Builder builder = new Builder(input, wanted);
            if (!filters.isEmpty()) {
                FilterCompat.Filter filter = Filters.of(filters, metadata(input).getSchema());
                builder.withFilter(filter).useRecordFilter(false);
            }
            return new ParquetRows(file, builder.build());
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "open", e);
        }
    }

    static FileMetaData metadata(PortInputFile input) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(input)) {
            return reader.getFooter().getFileMetaData();
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            Row read = reader.read();
            row++;
            return read;
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "read row " + row + " of", e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
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

    private static final class Builder extends ParquetReader.Builder<Row> {

        private final Schema wanted;

        private Builder(PortInputFile input, Schema wanted) {
            super(input, new PlainParquetConfiguration());
            this.wanted = wanted;
            usePageChecksumVerification();
        }

        @Override
        protected ReadSupport<Row> getReadSupport() {
            return new RowReadSupport(wanted);
        }
    }
}
