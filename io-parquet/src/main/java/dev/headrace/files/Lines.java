package dev.headrace.files;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.spi.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Text files of one row per line, in UTF-8, compressed by gzip where their names end with {@code .gz}. */
public final class Lines {

    /** The option that says how files are compressed: {@code none} or {@code gzip}. */
    public static final String COMPRESSION = "compression";

    private static final String GZIP_SUFFIX = ".gz";

    private Lines() {}

    /** What the names of files end with that are written with these options. */
    public static String extension(String plain, Options options) {
        return isCompressed(options) ? plain + GZIP_SUFFIX : plain;
    }

    private static boolean isCompressed(Options options) {
        String codec = options.text(COMPRESSION).orElse("none").toLowerCase(Locale.ROOT);
        return switch (codec) {
            case "none", "uncompressed" -> false;
            case "gzip" -> true;
            default ->
                throw new InvalidOptionException(
                        "Cannot compress by '" + codec + "': for text there are none and gzip");
        };
    }

    /** The bytes of a file, unpacked. */
    public static InputStream unpacked(FileTree tree, FilePath path) throws IOException {
        InputStream bytes = tree.open(path);
        try {
            return path.name().endsWith(GZIP_SUFFIX) ? new GZIPInputStream(bytes, 64 * 1024) : bytes;
        } catch (IOException e) {
            bytes.close();
            throw new IOException("Cannot read " + path + ": it is not compressed by gzip, as its name says", e);
        }
    }

    /** Opens a file for reading. */
    public static Reader read(FileTree tree, FilePath path) throws IOException {
        return new Reader(path, buffered(tree, path, StandardCharsets.UTF_8));
    }

    /** Opens a file for reading what is not blank. */
    public static Reader readFull(FileTree tree, FilePath path, Charset encoding) throws IOException {
        return new FullReader(path, buffered(tree, path, encoding));
    }

    private static BufferedReader buffered(FileTree tree, FilePath path, Charset encoding) throws IOException {
        return new BufferedReader(new InputStreamReader(unpacked(tree, path), encoding));
    }

    /** Reads line after line. */
    public static class Reader implements ParsedRows.Records<String> {

        private final FilePath path;
        private final BufferedReader lines;
        private String last = "";
        private long number;

        private Reader(FilePath path, BufferedReader lines) {
            this.path = path;
            this.lines = lines;
        }

        @Override
        public @Nullable String next() throws IOException {
            try {
                number++;
                String line = lines.readLine();
                last = line == null ? "" : line;
                return line;
            } catch (IOException e) {
                throw new IOException("Cannot read " + path + " from line " + number + ": " + e.getMessage(), e);
            }
        }

        @Override
        public long line() {
            return number;
        }

        @Override
        public String text() {
            return last;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    /** Passes over blank lines. */
    private static final class FullReader extends Reader {

        private FullReader(FilePath path, BufferedReader lines) {
            super(path, lines);
        }

        @Override
        public @Nullable String next() throws IOException {
            String line = super.next();
            while (line != null && line.isBlank()) {
                line = super.next();
            }
            return line;
        }
    }

    /** Writes row after row. */
    public static final class Writer implements RowFileWriter {

        private final FileOutput output;
        private final OutputStream packed;
        private final Function<Row, String> line;
        private final @Nullable GZIPOutputStream gzip;

        /**
         * A writer.
         *
         * @param line the line of a row, without its end
         */
        public Writer(FileOutput output, Options options, Function<Row, String> line) throws IOException {
            this.output = output;
            this.line = line;
            this.gzip = isCompressed(options) ? new GZIPOutputStream(output) : null;
            this.packed = gzip == null ? output : gzip;
        }

        @Override
        public void write(Row row) throws IOException {
            write(line.apply(row));
        }

        /** Adds a line that is no row, such as a header. */
        public void write(String text) throws IOException {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
            packed.write('\n');
        }

        @Override
        public long bytes() {
            return output.length();
        }

        /** Text has no place for facts. */
        @Override
        public void finish(Map<String, String> facts) throws IOException {
            if (gzip != null) {
                gzip.finish();
            }
        }
    }
}
