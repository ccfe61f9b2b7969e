package dev.headrace.files.text;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.files.FileFormat;
import dev.headrace.files.FileRead;
import dev.headrace.files.Lines;
import dev.headrace.files.RowFileReader;
import dev.headrace.files.RowFileWriter;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.RowReader;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row per line, in a single column {@code value}. Files whose names end with {@code .gz} are compressed. */
final class TextFormat implements FileFormat {

    private static final Schema LINES = Schema.of("value STRING");

    @Override
    public String name() {
        return "text";
    }

    @Override
    public String extension(Options options) {
        return Lines.extension("txt", options);
    }

    @Override
    public Set<String> readOptions() {
        return Set.of();
    }

    @Override
    public Set<String> writeOptions() {
        return Set.of(Lines.COMPRESSION);
    }

    @Override
    public Schema infer(FileTree tree, List<FileEntry> files, Options options) {
        return LINES;
    }

    @Override
    public RowFileReader open(FileRead read) throws IOException {
        Schema wanted = read.wanted();
        if (wanted.size() > 1 || (wanted.size() == 1 && wanted.field(0).type() != SimpleType.STRING)) {
            throw new InvalidOptionException("Cannot read text as " + wanted.columnsDdl()
                    + ": each line is one column of type STRING. Split it afterwards");
        }
        Lines.Reader lines = Lines.read(read.tree(), read.file().path());
        return RowFileReader.of(new RowReader() {
            @Override
            public @Nullable Row next() throws IOException {
                String line = lines.next();
                return line == null ? null : Row.wrap(wanted, wanted.size() == 1 ? new Object[] {line} : new Object[0]);
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        });
    }

    @Override
    public void checkWritable(Schema schema, Options options) {
        if (schema.size() != 1 || schema.field(0).type() != SimpleType.STRING) {
            throw new InvalidOptionException("Cannot write text: it takes one column of type STRING, and there are "
                    + schema.columnsDdl() + ". Select one, or concatenate them");
        }
        Lines.extension("txt", options);
    }

    @Override
    public RowFileWriter write(FileOutput output, Schema schema, Options options) throws IOException {
        return new Lines.Writer(output, options, row -> {
            Object value = row.get(0);
            return value == null ? "" : value.toString();
        });
    }
}
