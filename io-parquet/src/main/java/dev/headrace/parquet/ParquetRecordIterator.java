package dev.headrace.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetReader;
import org.jspecify.annotations.Nullable;

/** The records of one file, in its order. Holds the file open until it is closed. To be used by one thread. */
public final class ParquetRecordIterator implements Iterator<GenericRecord>, AutoCloseable {

    private final Path file;
    private final ParquetReader<GenericRecord> reader;

    private @Nullable GenericRecord next;
    private long rowsRead;

    /** The records of {@code reader}, of which {@code first} was read already; null if there are none. */
    ParquetRecordIterator(Path file, ParquetReader<GenericRecord> reader, @Nullable GenericRecord first) {
        this.file = file;
        this.reader = reader;
        this.next = first;
    }

    /**
     * Whether there is a further record.
     *
     * @throws ParquetFileException if it cannot be read
     */
    @Override
    public boolean hasNext() {
        if (next == null) {
            next = readOne();
        }
        return next != null;
    }

    /**
     * The next record, an object of its own.
     *
     * @throws NoSuchElementException if there is none
     * @throws ParquetFileException if it cannot be read
     */
    @Override
    public GenericRecord next() {
        GenericRecord record = hasNext() ? next : null;
        if (record == null) {
            throw new NoSuchElementException(file + " has no more than " + rowsRead + " rows");
        }
        next = null;
        rowsRead++;
        return record;
    }

    /** Closes the file. */
    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new ParquetFileException("close", file, e);
        }
    }

    private @Nullable GenericRecord readOne() {
        try {
            return reader.read();
        } catch (IOException | RuntimeException e) {
            throw new ParquetFileException("read", file, e);
        }
    }
}
