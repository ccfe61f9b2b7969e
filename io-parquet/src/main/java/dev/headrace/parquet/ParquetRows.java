package dev.headrace.parquet;

import dev.headrace.port.FileEntry;
import dev.headrace.port.FileTree;
import dev.headrace.rows.avro.RecordRows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Predicate;
import dev.headrace.rows.spi.RowReader;
import java.io.IOException;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one file. Row groups and pages whose statistics tell that no row is wanted are passed over. */
final class ParquetRows implements RowReader {

    private final FileEntry file;
    private final Schema wanted;
    private final ParquetReader<GenericRecord> reader;
    private @Nullable RecordRows rows;
    private long row;

    private ParquetRows(FileEntry file, Schema wanted, ParquetReader<GenericRecord> reader) {
        this.file = file;
        this.wanted = wanted;
        this.reader = reader;
    }

    static ParquetRows open(FileTree tree, FileEntry file, Schema wanted, List<Predicate> filters) throws IOException {
        PortInputFile input = new PortInputFile(tree, file);
        try {
            Builder builder = new Builder(input, wanted);
            if (!filters.isEmpty()) {
                FilterCompat.Filter filter = Filters.of(filters, schema(input));
                builder.withFilter(filter).useRecordFilter(false);
            }
            return new ParquetRows(file, wanted, builder.build());
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "open", e);
        }
    }

    static MessageType schema(PortInputFile input) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(input)) {
            return reader.getFooter().getFileMetaData().getSchema();
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            GenericRecord record = reader.read();
            if (record == null) {
                return null;
            }
            RecordRows converted = rows;
            if (converted == null) {
                converted = RecordRows.of(record.getSchema(), wanted);
                rows = converted;
            }
            row++;
            return converted.toRow(record);
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
        return new IOException(
                "Cannot " + verb + " Parquet file " + file.path() + ": "
                        + (root.getMessage() == null ? type : type + ", " + root.getMessage()),
                cause);
    }

    private static final class Builder extends ParquetReader.Builder<GenericRecord> {

        private final Schema wanted;

        private Builder(PortInputFile input, Schema wanted) {
            super(input, configuration());
            this.wanted = wanted;
            usePageChecksumVerification();
        }

        private static ParquetConfiguration configuration() {
            ParquetConfiguration configuration = new PlainParquetConfiguration();
            configuration.setBoolean(AvroReadSupport.AVRO_COMPATIBILITY, false);
            configuration.setBoolean(AvroReadSupport.READ_INT96_AS_FIXED, true);
            return configuration;
        }

        @Override
        protected ReadSupport<GenericRecord> getReadSupport() {
            return new WantedReadSupport(wanted);
        }
    }
}
