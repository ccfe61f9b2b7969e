package dev.headrace.parquet;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.files.FileFormat;
import dev.headrace.files.FileRead;
import dev.headrace.files.RowFileReader;
import dev.headrace.files.RowFileWriter;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;

/** Parquet files. Pages carry checksums, which are verified when they are read. */
final class ParquetFormat implements FileFormat {

    private static final String COMPRESSION = "compression";
    private static final String ROW_GROUP_BYTES = "parquet.block.size";
    private static final String PAGE_BYTES = "parquet.page.size";

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String extension(Options options) {
        return "parquet";
    }

    @Override
    public Set<String> readOptions() {
        return Set.of();
    }

    @Override
    public Set<String> writeOptions() {
        return Set.of(COMPRESSION, ROW_GROUP_BYTES, PAGE_BYTES);
    }

    /** The schema of the newest file, which is taken to know what the older ones knew. */
    @Override
    public Schema infer(FileTree tree, List<FileEntry> files, Options options) throws IOException {
        FileEntry newest = files.get(files.size() - 1);
        try {
            return ParquetTypes.toRows(
                    ParquetRows.metadata(new PortInputFile(tree, newest)).getSchema());
        } catch (IOException | RuntimeException e) {
            throw ParquetRows.damaged(newest, "read the schema of", e);
        }
    }

    @Override
    public RowFileReader open(FileRead read) throws IOException {
        return ParquetRows.open(read);
    }

    @Override
    public Map<String, String> facts(FileTree tree, FileEntry file) throws IOException {
        try {
            return ParquetRows.metadata(new PortInputFile(tree, file)).getKeyValueMetaData();
        } catch (IOException | RuntimeException e) {
            throw ParquetRows.damaged(file, "read the footer of", e);
        }
    }

    @Override
    public void checkWritable(Schema schema, Options options) {
        codec(options);
        try {
            ParquetTypes.toFile(schema);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ParquetCodec codec(Options options) {
        String none = options.text(COMPRESSION).orElse("");
        return none.equalsIgnoreCase("none")
                ? ParquetCodec.UNCOMPRESSED
                : options.oneOf(COMPRESSION, ParquetCodec.class).orElse(ParquetCodec.ZSTD);
    }

    @Override
    public RowFileWriter write(FileOutput output, Schema schema, Options options) throws IOException {
        Map<String, String> facts = new HashMap<>();
        Builder builder = new Builder(new PortOutputFile(output), new RowWriteSupport(schema, facts))
                .withCompressionCodec(codec(options).parquetName())
                .withPageWriteChecksumEnabled(true);
        options.number(ROW_GROUP_BYTES, 1).ifPresent(builder::withRowGroupSize);
        options.number(PAGE_BYTES, 1).ifPresent(bytes -> builder.withPageSize(Math.toIntExact(bytes)));
        ParquetWriter<Row> writer = builder.build();
        return new RowFileWriter() {
            @Override
            public void write(Row row) throws IOException {
                writer.write(row);
            }

            @Override
            public long bytes() {
                return writer.getDataSize();
            }

            @Override
            public void finish(Map<String, String> told) throws IOException {
                facts.putAll(told);
                writer.close();
            }
        };
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {

        private final RowWriteSupport rows;

        private Builder(PortOutputFile output, RowWriteSupport rows) {
            super(output);
            this.rows = rows;
            withConf(new PlainParquetConfiguration());
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated
        protected WriteSupport<Row> getWriteSupport(org.apache.hadoop.conf.Configuration configuration) {
            throw new IllegalStateException("Hadoop's configuration is not used");
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }
}
