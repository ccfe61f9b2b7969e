package dev.headrace.files.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.files.FileFormat;
import dev.headrace.files.Lines;
import dev.headrace.files.RowFileWriter;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.JsonRows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.Predicate;
import dev.headrace.rows.spi.RowReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object per line. Files whose names end with {@code .gz} are compressed. */
final class JsonFormat implements FileFormat {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INFERRED_FILES_MAX = 10;

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String extension(Options options) {
        return Lines.extension("json", options);
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
    public Schema infer(FileTree tree, List<FileEntry> files, Options options) throws IOException {
        JsonSchemas schemas = new JsonSchemas();
        for (FileEntry file : files.subList(0, Math.min(INFERRED_FILES_MAX, files.size()))) {
            try (Lines.Reader lines = Lines.read(tree, file.path())) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    if (!line.isBlank()) {
                        schemas.see(parsed(line, file, lines.number()));
                    }
                }
            }
        }
        return schemas.schema();
    }

    @Override
    public RowReader open(FileTree tree, FileEntry file, Schema wanted, List<Predicate> filters, Options options)
            throws IOException {
        Lines.Reader lines = Lines.read(tree, file.path());
        JsonRows rows = JsonRows.of(wanted);
        return new RowReader() {
            @Override
            public @Nullable Row next() throws IOException {
                String line = lines.next();
                while (line != null && line.isBlank()) {
                    line = lines.next();
                }
                if (line == null) {
                    return null;
                }
                try {
                    return rows.row(parsed(line, file, lines.number()));
                } catch (IllegalArgumentException e) {
                    throw new IOException(
                            "Cannot read line " + lines.number() + " of " + file.path() + ": " + e.getMessage(), e);
                }
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    private static JsonNode parsed(String line, FileEntry file, long number) throws IOException {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                return node;
            }
            throw new IOException("Cannot read line " + number + " of " + file.path() + ": it is no JSON object");
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "Cannot read line " + number + " of " + file.path() + ": it is no JSON (" + e.getOriginalMessage()
                            + ")",
                    e);
        }
    }

    @Override
    public void checkWritable(Schema schema, Options options) {
        Lines.extension("json", options);
    }

    @Override
    public RowFileWriter write(FileOutput output, Schema schema, Options options) throws IOException {
        JsonRows rows = JsonRows.of(schema);
        return new Lines.Writer(output, options, row -> {
            try {
                return JSON.writeValueAsString(rows.node(row));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("Failed to write a row as JSON", e);
            }
        });
    }
}
