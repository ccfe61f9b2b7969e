package dev.headrace.files.csv;

import com.univocity.parsers.csv.CsvWriter;
import dev.headrace.files.FileFormat;
import dev.headrace.files.FileRead;
import dev.headrace.files.Lines;
import dev.headrace.files.NarrowestType;
import dev.headrace.files.ParsedRows;
import dev.headrace.files.RowFileReader;
import dev.headrace.files.RowFileWriter;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of values between separators. Columns are found by their places, whatever a header calls them, as in Spark. Files whose
 * names end with {@code .gz} are compressed.
 */
final class CsvFormat implements FileFormat {

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String extension(Options options) {
        return Lines.extension("csv", options);
    }

    @Override
    public Set<String> readOptions() {
        Set<String> options = new TreeSet<>(CsvSettings.COMMON);
        options.addAll(ParsedRows.OPTIONS);
        options.addAll(Set.of(
                "comment",
                "nanValue",
                "positiveInf",
                "negativeInf",
                "multiLine",
                "encoding",
                "charset",
                "inferSchema",
                "enforceSchema"));
        return options;
    }

    @Override
    public Set<String> writeOptions() {
        Set<String> options = new TreeSet<>(CsvSettings.COMMON);
        options.addAll(Set.of("quoteAll", "escapeQuotes", Lines.COMPRESSION));
        return options;
    }

    /** The columns of the header of the first file, or of its first row, as texts unless {@code inferSchema} asks for more. */
    @Override
    public Schema infer(FileTree tree, List<FileEntry> files, Options options) throws IOException {
        List<String> names = names(tree, files.get(0), options);
        List<NarrowestType> types =
                names.stream().map(name -> new NarrowestType()).toList();
        if (options.flag("inferSchema", false)) {
            for (FileEntry file : files) {
                see(types, CsvRecords.open(tree, file, names, options));
            }
        }
        List<Field> fields = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            fields.add(Field.of(names.get(column), types.get(column).type()));
        }
        return Schema.of(fields);
    }

    private static void see(List<NarrowestType> types, CsvRecords opened) throws IOException {
        try (CsvRecords records = opened) {
            for (@Nullable String[] record = records.next(); record != null; record = records.next()) {
                for (int column = 0; column < Math.min(record.length, types.size()); column++) {
                    String text = record[column];
                    if (text != null) {
                        types.get(column).see(text);
                    }
                }
            }
        }
    }

    /** Names that are missing or there already get the number of their column. */
    private static List<String> names(FileTree tree, FileEntry file, Options options) throws IOException {
        try (CsvRecords records = CsvRecords.open(tree, file, options)) {
            @Nullable String[] first = records.next();
            List<String> names = new ArrayList<>();
            Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (int column = 0; first != null && column < first.length; column++) {
                String name = options.flag("header", false) ? first[column] : null;
                String given = name == null || name.isEmpty() ? "_c" + column : name;
                names.add(taken.add(given) ? given : given + column);
            }
            return names;
        }
    }

    @Override
    public Schema readFor(Schema wanted, Schema declared) {
        return declared;
    }

    @Override
    public RowFileReader open(FileRead read) throws IOException {
        CsvValues.check(read.wanted(), "read");
        Parser parser = new Parser(read.wanted(), read.options());
        return RowFileReader.of(new ParsedRows<>(
                read, CsvRecords.open(read.tree(), read.file(), parser.names(), read.options()), parser));
    }

    private static final class Parser implements ParsedRows.Parser<@Nullable String[]> {

        private final Schema wanted;
        private final List<Field> inFile = new ArrayList<>();
        private final List<Function<@Nullable String, @Nullable Object>> values = new ArrayList<>();
        private final int[] places;

        private Parser(Schema wanted, Options options) {
            this.wanted = wanted;
            OptionalInt corrupt = ParsedRows.corruptColumn(wanted, options);
            this.places = new int[corrupt.isPresent() ? wanted.size() - 1 : wanted.size()];
            for (int column = 0; column < wanted.size(); column++) {
                if (corrupt.isEmpty() || corrupt.getAsInt() != column) {
                    places[inFile.size()] = column;
                    inFile.add(wanted.field(column));
                    values.add(CsvValues.reading(wanted.field(column).type(), options));
                }
            }
        }

        private List<String> names() {
            return inFile.stream().map(Field::name).toList();
        }

        @Override
        public Row strict(@Nullable String[] record) {
            if (record.length != places.length) {
                throw new IllegalArgumentException(
                        "it has " + record.length + " values, and there are " + places.length + " columns");
            }
            @Nullable Object[] row = new Object[wanted.size()];
            for (int value = 0; value < record.length; value++) {
                row[places[value]] = value(value, record[value]);
            }
            return Row.wrap(wanted, row);
        }

        @Override
        public @Nullable Object[] lenient(@Nullable String[] record) {
            @Nullable Object[] row = new Object[wanted.size()];
            for (int value = 0; value < Math.min(record.length, places.length); value++) {
                try {
                    row[places[value]] = value(value, record[value]);
                } catch (IllegalArgumentException e) {
                    row[places[value]] = null;
                }
            }
            return row;
        }

        private @Nullable Object value(int at, @Nullable String text) {
            try {
                return values.get(at).apply(text);
            } catch (ArithmeticException | DateTimeException e) {
                Field field = inFile.get(at);
                throw new IllegalArgumentException(
                        "'" + text + "' in column '" + field.name() + "' is no "
                                + field.type().ddl(),
                        e);
            }
        }
    }

    @Override
    public void checkWritable(Schema schema, Options options) {
        CsvValues.check(schema, "write");
        CsvSettings.forWriting(options);
        Lines.extension("csv", options);
    }

    @Override
    public RowFileWriter write(FileOutput output, Schema schema, Options options) throws IOException {
        CsvWriter csv = new CsvWriter(new StringWriter(), CsvSettings.forWriting(options));
        List<Function<@Nullable Object, @Nullable String>> values = schema.fields().stream()
                .map(field -> CsvValues.writing(field.type(), options))
                .toList();
        Lines.Writer lines = new Lines.Writer(output, options, row -> {
            @Nullable String[] texts = new String[values.size()];
            for (int column = 0; column < texts.length; column++) {
                texts[column] = values.get(column).apply(row.get(column));
            }
            return csv.writeRowToString(texts);
        });
        if (options.flag("header", false)) {
            lines.write(csv.writeRowToString(schema.names().toArray(String[]::new)));
        }
        return lines;
    }
}
