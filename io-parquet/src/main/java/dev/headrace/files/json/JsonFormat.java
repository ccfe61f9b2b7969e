package dev.headrace.files.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headrace.files.FileFormat;
import dev.headrace.files.FileRead;
import dev.headrace.files.Lines;
import dev.headrace.files.ParsedRows;
import dev.headrace.files.RowFileReader;
import dev.headrace.files.RowFileWriter;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FileOutput;
import dev.headrace.port.FileTree;
import dev.headrace.rows.data.JsonRows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object per line. Files whose names end with {@code .gz} are compressed. */
final class JsonFormat implements FileFormat {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
        return ParsedRows.OPTIONS;
    }

    @Override
    public Set<String> writeOptions() {
        return Set.of(Lines.COMPRESSION);
    }

    @Override
    public Schema infer(FileTree tree, List<FileEntry> files, Options options) throws IOException {
        JsonSchemas schemas = new JsonSchemas();
        for (FileEntry file : files) {
            try (Lines.Reader lines = Lines.readFull(tree, file.path(), StandardCharsets.UTF_8)) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    schemas.see(parsed(line));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("Cannot read " + file.path() + ": " + e.getMessage(), e);
            }
        }
        return schemas.schema();
    }

    @Override
    public RowFileReader open(FileRead read) throws IOException {
        return RowFileReader.of(new ParsedRows<>(
                read,
                Lines.readFull(read.tree(), read.file().path(), StandardCharsets.UTF_8),
                new Parser(read.wanted())));
    }

    private static final class Parser implements ParsedRows.Parser<String> {

        private final Schema wanted;
        private final JsonRows rows;

        private Parser(Schema wanted) {
            this.wanted = wanted;
            this.rows = JsonRows.of(wanted);
        }

        @Override
        public Row strict(String line) {
            return rows.row(parsed(line));
        }

        @Override
        public @Nullable Object[] lenient(String line) {
            return new Object[wanted.size()];
        }
    }

    private static JsonNode parsed(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                return node;
            }
            throw new IllegalArgumentException("it is no JSON object");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON (" + e.getOriginalMessage() + ")", e);
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
