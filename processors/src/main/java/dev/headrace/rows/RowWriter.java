package dev.headrace.rows;

import dev.headrace.common.NearName;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.StreamsException;
import dev.headrace.port.FileEntry;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.OutputRequest;
import dev.headrace.rows.spi.RowOutputFormat;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import dev.headrace.streaming.OutputMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Writes rows that are there, at once: a reader sees all of them or none. Made by {@link RowStream#write}. */
public final class RowWriter {

    private static final List<String> MODES = List.of("errorifexists", "append", "overwrite", "ignore");

    private final RowStream rows;
    private Options options = Options.none();
    private String format = "parquet";
    private String mode = "errorifexists";
    private List<String> partitionBy = List.of();

    RowWriter(RowStream rows) {
        this.rows = rows;
    }

    /** How the rows are to lie there: {@code "parquet"} by default. */
    public RowWriter format(String name) {
        format = name;
        return this;
    }

    /** What to do where something is already: {@code errorifexists}, {@code append}, {@code overwrite} or {@code ignore}. */
    public RowWriter mode(String saveMode) {
        String lower = saveMode.toLowerCase(Locale.ROOT);
        if (!MODES.contains(lower)) {
            throw new InvalidOptionException(
                    "Cannot write in mode '" + saveMode + "'" + NearName.hint(saveMode, MODES));
        }
        mode = lower;
        return this;
    }

    /** Columns that become directories. */
    public RowWriter partitionBy(String... columns) {
        partitionBy = List.of(columns);
        return this;
    }

    /** An option of the format. */
    public RowWriter option(String key, Object value) {
        options = options.with(key, String.valueOf(value));
        return this;
    }

    /** Options of the format. */
    public RowWriter options(Map<String, ?> more) {
        more.forEach(this::option);
        return this;
    }

    /** Writes Parquet files. */
    public void parquet(String path) {
        format("parquet").save(path);
    }

    /** Writes files with a JSON object in each line. */
    public void json(String path) {
        format("json").save(path);
    }

    /** Writes files of comma-separated values into a directory. */
    public void csv(String path) {
        format("csv").save(path);
    }

    /** Writes Avro's container files into a directory. */
    public void avro(String path) {
        format("avro").save(path);
    }

    /** Writes the rows to files below {@code path}. */
    public void save(String path) {
        RowOutputFormat found = Formats.output(format);
        options.refuseUnknown(found.options(Execution.BATCH), "format " + found.name());
        FilePath output = FilePath.of(path);
        FileTree tree = rows.session().files().of(output);
        try {
            boolean exists = !tree.list(output).isEmpty();
            if (exists && mode.equals("errorifexists")) {
                throw new InvalidOptionException("Cannot write to " + path
                        + ": something is there. Choose another path, or mode append, overwrite or ignore");
            }
            if (exists && mode.equals("ignore")) {
                return;
            }
            List<FileEntry> replaced = exists && mode.equals("overwrite") ? visible(tree, output) : List.of();
            write(found, output);
            for (FileEntry old : replaced) {
                tree.delete(old.path());
            }
        } catch (IOException e) {
            throw new StreamsException("Cannot write to " + path + ": " + e.getMessage(), e);
        }
    }

    private static List<FileEntry> visible(FileTree tree, FilePath directory) throws IOException {
        List<FileEntry> files = new ArrayList<>();
        for (FileEntry entry : tree.list(directory)) {
            if (entry.isDirectory()) {
                files.addAll(visible(tree, entry.path()));
            } else {
                files.add(entry);
            }
        }
        return files;
    }

    /** One epoch of a sink that lives no longer. */
    private void write(RowOutputFormat found, FilePath output) throws IOException {
        UUID identity = rows.session().headrace().identity();
        SinkContext context =
                new SinkContext("batch", 0, identity, identity, rows.session().files());
        List<Row> all = rows.collect();
        try (SinkWriter<Object, Row> writer = found.open(new OutputRequest(
                        Execution.BATCH, null, output, options, rows.schema(), partitionBy, OutputMode.APPEND))
                .sink()
                .writer(context)) {
            for (Row row : all) {
                writer.write(new Record<>(null, row, 0));
            }
            Receipt receipt = writer.stage(0, List.of());
            if (!receipt.isNothing()) {
                writer.publish(receipt);
            }
        }
    }
}
