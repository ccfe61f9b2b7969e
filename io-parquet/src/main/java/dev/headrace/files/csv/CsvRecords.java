package dev.headrace.files.csv;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import dev.headrace.files.Lines;
import dev.headrace.files.ParsedRows;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FileTree;
import dev.headrace.rows.spi.Options;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The records of one file. Without the option {@code multiLine} every line is one; blank lines and comments are none. */
abstract class CsvRecords implements ParsedRows.Records<@Nullable String[]> {

    /** Opens a file and passes over its header, if it has one. */
    static CsvRecords open(FileTree tree, FileEntry file, List<String> columns, Options options) throws IOException {
        CsvRecords records = open(tree, file, options);
        if (options.flag("header", false)) {
            @Nullable String[] header = records.next();
            if (header != null && !options.flag("enforceSchema", true)) {
                requireNames(header, columns, file);
            }
        }
        return records;
    }

    /** Opens a file at its beginning. */
    static CsvRecords open(FileTree tree, FileEntry file, Options options) throws IOException {
        return options.flag("multiLine", false) ? new OfText(tree, file, options) : new OfLines(tree, file, options);
    }

    private static void requireNames(@Nullable String[] header, List<String> columns, FileEntry file)
            throws IOException {
        List<String> names = Arrays.stream(header)
                .map(name -> String.valueOf(name).toLowerCase(Locale.ROOT))
                .toList();
        if (!names.equals(
                columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList())) {
            throw new IOException("Cannot read " + file.path() + ": its header names " + Arrays.asList(header)
                    + ", and the schema " + columns + ". Mend one of them, or leave out enforceSchema=false");
        }
    }

    private static final class OfLines extends CsvRecords {

        private final Lines.Reader lines;
        private final CsvParser parser;
        private final String comment;

        private OfLines(FileTree tree, FileEntry file, Options options) throws IOException {
            parser = new CsvParser(CsvSettings.forReading(options));
            comment = options.text("comment").orElse("");
            lines = Lines.readFull(tree, file.path(), CsvSettings.encoding(options));
        }

        @Override
        public @Nullable String @Nullable [] next() throws IOException {
            String line = lines.next();
            while (line != null && !comment.isEmpty() && line.startsWith(comment)) {
                line = lines.next();
            }
            if (line == null) {
                return null;
            }
            @Nullable String[] tokens = parser.parseLine(line);
            return tokens == null ? new String[0] : tokens;
        }

        @Override
        public long line() {
            return lines.line();
        }

        @Override
        public String text() {
            return lines.text();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static final class OfText extends CsvRecords {

        private final FileEntry file;
        private final CsvParser parser;

        private OfText(FileTree tree, FileEntry file, Options options) throws IOException {
            this.file = file;
            parser = new CsvParser(CsvSettings.forReading(options));
            parser.beginParsing(
                    new InputStreamReader(Lines.unpacked(tree, file.path()), CsvSettings.encoding(options)));
        }

        @Override
        public @Nullable String @Nullable [] next() throws IOException {
            try {
                return parser.parseNext();
            } catch (TextParsingException e) {
                throw new IOException("Cannot read line " + line() + " of " + file.path() + ": " + e.getMessage(), e);
            }
        }

        @Override
        public long line() {
            return parser.getContext().currentLine();
        }

        @Override
        public String text() {
            return parser.getContext().currentParsedContent();
        }

        @Override
        public void close() {
            parser.stopParsing();
        }
    }
}
