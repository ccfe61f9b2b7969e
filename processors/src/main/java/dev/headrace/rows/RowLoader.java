package dev.headrace.rows;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FilePath;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.plan.Plan;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.RowInputFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what rows to read. Made by {@link Rows#read} and {@link Rows#readStream}; every method but those that load returns it. */
public final class RowLoader {

    private final Rows session;
    private final Execution execution;
    private Options options = Options.none();
    private String format = "parquet";
    private @Nullable Schema schema;

    RowLoader(Rows session, Execution execution) {
        this.session = session;
        this.execution = execution;
    }

    /** How the rows lie there: {@code "parquet"} by default, {@code "json"}, {@code "text"}, {@code "rate"} ... */
    public RowLoader format(String name) {
        format = name;
        return this;
    }

    /** The columns, as DDL: {@code "user_id STRING, device STRUCT<os: STRING>"}. */
    public RowLoader schema(String ddl) {
        return schema(Schema.of(ddl));
    }

    /** The columns. */
    public RowLoader schema(Schema columns) {
        schema = columns;
        return this;
    }

    /** An option of the format. */
    public RowLoader option(String key, Object value) {
        options = options.with(key, String.valueOf(value));
        return this;
    }

    /** Options of the format. */
    public RowLoader options(Map<String, ?> more) {
        more.forEach(this::option);
        return this;
    }

    /** Rows of a format that needs no path. */
    public RowStream load() {
        return load(new String[0]);
    }

    /** Rows of files or directories, or whatever paths are to the format. Patterns are allowed. */
    public RowStream load(String... paths) {
        RowInputFormat found = Formats.input(format);
        options.refuseUnknown(
                found.options(execution),
                "format " + found.name() + (execution == Execution.BATCH ? ", read as a batch," : ""));
        List<FilePath> where = Arrays.stream(paths).map(FilePath::of).toList();
        if (!where.isEmpty() && options.text("path").isPresent()) {
            throw new InvalidOptionException("Cannot read " + where + ": the option path says "
                    + options.text("path").get() + ". Leave one of them out");
        }
        return new RowStream(
                session,
                new Plan.Scan(
                        found.name(),
                        found.open(new InputRequest(execution, where, options, schema, session.files())),
                        execution == Execution.STREAM));
    }

    /** Rows of Parquet files. */
    public RowStream parquet(String... paths) {
        return format("parquet").load(paths);
    }

    /** Rows of files with a JSON object in each line. */
    public RowStream json(String... paths) {
        return format("json").load(paths);
    }

    /** Rows of files of comma-separated values. */
    public RowStream csv(String... paths) {
        return format("csv").load(paths);
    }

    /** Rows of Avro's container files. */
    public RowStream avro(String... paths) {
        return format("avro").load(paths);
    }

    /** Rows of the lines of text files, in one column {@code value}. */
    public RowStream text(String... paths) {
        return format("text").load(paths);
    }
}
