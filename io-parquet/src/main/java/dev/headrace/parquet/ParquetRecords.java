package dev.headrace.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to Parquet files of the local file system, and reads them back. Pages carry checksums, which are verified.
 *
 * <p>Files of other writers are read too, if Avro can say their schema: column names are letters, digits and underscores,
 * keys of maps are strings.
 */
public final class ParquetRecords {

    private static final List<String> EVERY_COLUMN = List.of();

    private ParquetRecords() {}

    /** As {@link #write(Path, Schema, ParquetCodec, Iterable)}, compressed with {@link ParquetCodec#ZSTD}. */
    public static void write(Path file, Schema schema, Iterable<? extends GenericRecord> records) {
        write(file, schema, ParquetCodec.ZSTD, records);
    }

    /**
     * Writes a file. Nothing is left of it when that fails; the directory must exist. The file is not synced to the disk.
     *
     * @throws ParquetFileException if the file exists or cannot be written, or a record does not fit {@code schema}
     */
    public static void write(Path file, Schema schema, ParquetCodec codec, Iterable<? extends GenericRecord> records) {
        ParquetWriter<GenericRecord> writer = writer(file, schema, codec);
        boolean complete = false;
        try {
            writeAll(file, writer, records);
            complete = true;
        } finally {
            if (!complete) {
                discard(file);
            }
        }
    }

    /**
     * Reads all columns of a file.
     *
     * @throws ParquetFileException if there is no such file, or it is damaged or no Parquet file
     */
    public static ParquetRecordIterator read(Path file) {
        return read(file, EVERY_COLUMN);
    }

    /**
     * Reads some columns of a file; the bytes of others are not touched.
     *
     * @param columns names of columns, and of fields within structs as {@code geo.city}; all columns if empty. The fields
     *     of the records have the order of the file
     * @throws ParquetFileException if there is no such file or column, or it is damaged or no Parquet file
     */
    public static ParquetRecordIterator read(Path file, List<String> columns) {
        return read(file, new LocalInputFile(file), columns);
    }

    static ParquetRecordIterator read(Path file, InputFile input, List<String> columns) {
        try {
            ParquetReader<GenericRecord> reader = new Reader(input, new Projection(file, columns)).build();
            return new ParquetRecordIterator(file, reader, first(reader));
        } catch (IOException | RuntimeException e) {
            throw e instanceof ParquetFileException ours ? ours : new ParquetFileException("read", file, e);
        }
    }

    /** The first record, without which nobody opens the file and looks at its schema. */
    private static @Nullable GenericRecord first(ParquetReader<GenericRecord> reader) throws IOException {
        try {
            return reader.read();
        } catch (IOException | RuntimeException e) {
            try (reader) {
                throw e;
            }
        }
    }

    private static ParquetWriter<GenericRecord> writer(Path file, Schema schema, ParquetCodec codec) {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        try {
            return AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
                    .withConf(configuration)
                    .withSchema(schema)
                    .withDataModel(GenericData.get())
                    .withCompressionCodec(codec.parquetName())
                    .withPageWriteChecksumEnabled(true)
                    .build();
        } catch (IOException | RuntimeException e) {
            throw new ParquetFileException("write", file, e);
        }
    }

    private static void writeAll(
            Path file, ParquetWriter<GenericRecord> writer, Iterable<? extends GenericRecord> records) {
        long row = 0;
        try (writer) {
            for (GenericRecord record : records) {
                try {
                    writer.write(record);
                } catch (RuntimeException e) {
                    throw new ParquetFileException("write row " + row + " of", file, e);
                }
                row++;
            }
        } catch (IOException e) {
            throw new ParquetFileException("write", file, e);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ParquetFileException("remove what was written of", file, e);
        }
    }

    private static final class Reader extends ParquetReader.Builder<GenericRecord> {

        private final Projection projection;

        Reader(InputFile input, Projection projection) {
            super(input, new PlainParquetConfiguration());
            this.projection = projection;
            set(AvroReadSupport.AVRO_COMPATIBILITY, "false");
            set(AvroReadSupport.READ_INT96_AS_FIXED, "true");
            usePageChecksumVerification();
        }

        @Override
        protected ReadSupport<GenericRecord> getReadSupport() {
            return new ProjectedReadSupport(projection);
        }
    }
}
