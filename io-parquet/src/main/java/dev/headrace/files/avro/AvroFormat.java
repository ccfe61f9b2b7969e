package dev.headrace.files.avro;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.files.FileFormat;
import dev.headrace.files.FileRead;
import dev.headrace.files.RowFileReader;
import dev.headrace.files.RowFileWriter;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FileInput;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FileTree;
import dev.headrace.rows.avro.AvroRows;
import dev.headrace.rows.avro.AvroSchemas;
import dev.headrace.rows.avro.RecordRows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.RowReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro's container files, which know their schema. */
final class AvroFormat implements FileFormat {

    private static final String COMPRESSION = "compression";
    private static final String RECORD = "recordName";

    @Override
    public String name() {
        return "avro";
    }

    @Override
    public String extension(Options options) {
        return "avro";
    }

    @Override
    public Set<String> readOptions() {
        return Set.of();
    }

    @Override
    public Set<String> writeOptions() {
        return Set.of(COMPRESSION, RECORD);
    }

    /** The schema of the newest file, which is taken to know what the older ones knew. */
    @Override
    public Schema infer(FileTree tree, List<FileEntry> files, Options options) throws IOException {
        FileEntry newest = files.get(files.size() - 1);
        try (DataFileReader<GenericRecord> records = records(tree, newest)) {
            return AvroSchemas.toRows(records.getSchema());
        } catch (IOException | RuntimeException e) {
            throw damaged("the schema", newest, e);
        }
    }

    @Override
    public RowFileReader open(FileRead read) throws IOException {
        try {
            DataFileReader<GenericRecord> records = records(read.tree(), read.file());
            return RowFileReader.of(new Rows(read.file(), records, RecordRows.of(records.getSchema(), read.wanted())));
        } catch (IOException | RuntimeException e) {
            throw damaged("the header", read.file(), e);
        }
    }

    private static DataFileReader<GenericRecord> records(FileTree tree, FileEntry file) throws IOException {
        FileInput input = tree.open(file.path());
        try {
            return new DataFileReader<>(new Seekable(input), new GenericDatumReader<>());
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private static IOException damaged(String what, FileEntry file, Exception cause) {
        return new IOException(
                "Cannot read " + what + " of Avro file " + file.path() + ": " + cause.getMessage(), cause);
    }

    private record Rows(FileEntry file, DataFileReader<GenericRecord> records, RecordRows rows) implements RowReader {

        @Override
        public @Nullable Row next() throws IOException {
            try {
                return records.hasNext() ? rows.toRow(records.next()) : null;
            } catch (RuntimeException e) {
                throw damaged("the rows behind byte " + records.previousSync(), file, e);
            }
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }

    /** A file of any tree, as Avro's library reads it. */
    private record Seekable(FileInput input) implements SeekableInput {

        @Override
        public void seek(long position) throws IOException {
            input.seek(position);
        }

        @Override
        public long tell() throws IOException {
            return input.position();
        }

        @Override
        public long length() {
            return input.length();
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            return input.read(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }

    @Override
    public void checkWritable(Schema schema, Options options) {
        codec(options);
        try {
            AvroRows.of(schema, recordName(options));
        } catch (IllegalArgumentException | AvroRuntimeException e) {
            throw new InvalidOptionException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String recordName(Options options) {
        return options.text(RECORD).orElse("topLevelRecord");
    }

    private static CodecFactory codec(Options options) {
        String name = options.text(COMPRESSION).orElse("snappy").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "none", "uncompressed" -> CodecFactory.nullCodec();
            case "snappy" -> CodecFactory.snappyCodec();
            case "deflate" -> CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL);
            case "zstandard", "zstd" -> CodecFactory.zstandardCodec(CodecFactory.DEFAULT_ZSTANDARD_LEVEL);
            default ->
                throw new InvalidOptionException("Cannot compress by '" + name
                        + "': for Avro there are snappy, deflate, zstandard and uncompressed");
        };
    }

    @Override
    public RowFileWriter write(FileOutput output, Schema schema, Options options) throws IOException {
        AvroRows records = AvroRows.of(schema, recordName(options));
        DataFileWriter<GenericRecord> writer =
                new DataFileWriter<GenericRecord>(new GenericDatumWriter<>()).setCodec(codec(options));
        writer.create(records.schema(), new LeftOpen(output));
        return new RowFileWriter() {
            @Override
            public void write(Row row) throws IOException {
                writer.append(records.toRecord(row));
            }

            @Override
            public long bytes() {
                return output.length();
            }

            /** The header, which is written first, has no place for what is known last. */
            @Override
            public void finish(Map<String, String> facts) throws IOException {
                writer.close();
            }
        };
    }

    /** Whoever opened a file closes it. */
    private static final class LeftOpen extends FilterOutputStream {

        private LeftOpen(FileOutput output) {
            super(output);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
