package dev.headrace.files;

import dev.headrace.errors.StreamsException;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Casts;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Columns whose values are the names of the directories that a file is in, {@code day=2026-11-27/}. */
final class PartitionColumns {

    /** Stands for null in the name of a directory, as Hive has it. */
    static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private final Schema wanted;
    private final Map<String, String> values;

    PartitionColumns(Schema wanted, FilePath file, List<FilePath> roots) {
        this.wanted = wanted;
        this.values = valuesOf(file, roots);
    }

    /** Whether values of a type can be names of directories. */
    static boolean canName(DataType type) {
        return type instanceof DecimalType || (type instanceof SimpleType && type != SimpleType.BINARY);
    }

    /** The columns of files and, behind them, those of their directories, of the narrowest type of their values. */
    static Schema added(Schema inFiles, List<FileEntry> files, List<FilePath> roots) {
        Map<String, NarrowestType> types = new LinkedHashMap<>();
        for (FileEntry file : files) {
            valuesOf(file.path(), roots).forEach((name, text) -> {
                NarrowestType type = types.computeIfAbsent(name, any -> new NarrowestType());
                if (!text.equals(NULL)) {
                    type.see(text);
                }
            });
        }
        Schema all = inFiles;
        for (Map.Entry<String, NarrowestType> column : types.entrySet()) {
            all = all.with(new Field(column.getKey(), column.getValue().type(), true));
        }
        return all;
    }

    /** Opens a file for the columns that are in it. */
    interface FileOpener {
        RowFileReader open(Schema schemaOfFile) throws IOException;
    }

    /** Rows of all wanted columns: those of the file, and those of its directories. */
    RowFileReader read(FileOpener opener) throws IOException {
        List<Field> inFile = wanted.fields().stream()
                .filter(field -> !values.containsKey(field.name()))
                .toList();
        if (inFile.size() == wanted.size()) {
            return opener.open(wanted);
        }
        Schema schemaOfFile = Schema.of(inFile);
        @Nullable Object[] constants = new Object[wanted.size()];
        int[] places = new int[wanted.size()];
        for (int column = 0; column < wanted.size(); column++) {
            Field field = wanted.field(column);
            String text = values.get(field.name());
            places[column] = text == null ? schemaOfFile.indexOf(field.name()) : -1;
            constants[column] = text == null ? null : value(field, text);
        }
        return new MappedRows(opener.open(schemaOfFile), row -> widened(row, places, constants));
    }

    private Row widened(Row row, int[] places, @Nullable Object[] constants) {
        @Nullable Object[] values = constants.clone();
        for (int column = 0; column < values.length; column++) {
            if (places[column] >= 0) {
                values[column] = row.get(places[column]);
            }
        }
        return Row.wrap(wanted, values);
    }

    private static Map<String, String> valuesOf(FilePath file, List<FilePath> roots) {
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (FilePath directory = file.parent();
                directory != null && !roots.contains(directory);
                directory = directory.parent()) {
            int equals = directory.name().indexOf('=');
            if (equals > 0) {
                values.put(
                        unescaped(directory.name().substring(0, equals)),
                        unescaped(directory.name().substring(equals + 1)));
            }
        }
        return values;
    }

    private static String unescaped(String name) {
        return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static @Nullable Object value(Field field, String text) {
        if (text.equals(NULL)) {
            return null;
        }
        try {
            return Casts.cast(SimpleType.STRING, field.type()).of(text);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new StreamsException(
                    "Cannot read partition column '" + field.name() + "': '" + text + "' is no "
                            + field.type().ddl() + ". Declare another type in the schema",
                    e);
        }
    }
}
