package dev.headrace.files;

import dev.headrace.port.FilePath;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.RowReader;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of records that may be malformed. The option {@code mode} says what becomes of those: {@code FAILFAST}, which is the
 * default, is an error that names file and line; {@code DROPMALFORMED} leaves them out; {@code PERMISSIVE} gives nulls for what
 * cannot be read, and the record itself in a column {@code _corrupt_record}, if the schema has one.
 *
 * @param <T> the form in which records come
 */
public final class ParsedRows<T> implements RowReader {

    /** The options that are read here. */
    public static final Set<String> OPTIONS = Set.of("mode", "columnNameOfCorruptRecord");

    private static final Logger LOG = LoggerFactory.getLogger(ParsedRows.class);
    private static final String CORRUPT = "_corrupt_record";

    private final FilePath file;
    private final Records<T> records;
    private final Parser<T> parser;
    private final Schema wanted;
    private final Malformed<T> malformed;
    private final OptionalInt corruptColumn;
    private long dropped;

    /** The names by which users choose what becomes of malformed records. */
    private enum Mode {
        PERMISSIVE,
        DROPMALFORMED,
        FAILFAST
    }

    /**
     * Rows of a file.
     *
     * @param parser makes rows of the schema that is wanted
     */
    public ParsedRows(FileRead read, Records<T> records, Parser<T> parser) {
        this.file = read.file().path();
        this.records = records;
        this.parser = parser;
        this.wanted = read.wanted();
        this.malformed = switch (read.options().oneOf("mode", Mode.class).orElse(Mode.FAILFAST)) {
            case FAILFAST -> this::refused;
            case DROPMALFORMED -> this::dropped;
            case PERMISSIVE -> this::permitted;
        };
        this.corruptColumn = corruptColumn(wanted, read.options());
    }

    /** What becomes of a malformed record: a row, or null for nothing. */
    private interface Malformed<T> {
        @Nullable
        Row of(T record, IllegalArgumentException reason) throws IOException;
    }

    /** The column that takes malformed records, if there is one. */
    public static OptionalInt corruptColumn(Schema wanted, Options options) {
        OptionalInt column =
                wanted.find(options.text("columnNameOfCorruptRecord").orElse(CORRUPT));
        return column.isPresent() && wanted.field(column.getAsInt()).type() == SimpleType.STRING
                ? column
                : OptionalInt.empty();
    }

    /** The records of a file, one after the other. */
    public interface Records<T> extends AutoCloseable {

        /** The next record; null behind the last one. */
        @Nullable
        T next() throws IOException;

        /** The line on which the record ends that was read last, from 1. */
        long line();

        /** The record that was read last, as it stands there. */
        String text();

        @Override
        void close() throws IOException;
    }

    /** Makes rows of records. */
    public interface Parser<T> {

        /**
         * The row that a record is.
         *
         * @throws IllegalArgumentException if it is malformed; the message is a reason that follows a colon
         */
        Row strict(T record);

        /** The values of a record, null for those that cannot be read. */
        @Nullable
        Object[] lenient(T record);
    }

    @Override
    public @Nullable Row next() throws IOException {
        for (T record = records.next(); record != null; record = records.next()) {
            Row row = row(record);
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    private @Nullable Row row(T record) throws IOException {
        try {
            return parser.strict(record);
        } catch (IllegalArgumentException e) {
            return malformed.of(record, e);
        }
    }

    private Row refused(T record, IllegalArgumentException reason) throws IOException {
        throw new IOException(
                "Cannot read line " + records.line() + " of " + file + ": " + reason.getMessage(), reason);
    }

    private @Nullable Row dropped(T record, IllegalArgumentException reason) {
        dropped++;
        return null;
    }

    private Row permitted(T record, IllegalArgumentException reason) {
        @Nullable Object[] values = parser.lenient(record);
        corruptColumn.ifPresent(column -> values[column] = records.text());
        return Row.wrap(wanted, values);
    }

    @Override
    public void close() throws IOException {
        if (dropped > 0) {
            LOG.warn("{} malformed records of {} were left out", dropped, file);
        }
        records.close();
    }
}
