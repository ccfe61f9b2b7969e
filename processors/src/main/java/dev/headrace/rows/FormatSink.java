package dev.headrace.rows;

import dev.headrace.connect.MemoryTable;
import dev.headrace.connect.ShownSink;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FilePath;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.RowTable;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.OutputRequest;
import dev.headrace.rows.spi.RowOutput;
import dev.headrace.rows.spi.RowOutputFormat;
import dev.headrace.sink.Sink;
import dev.headrace.streaming.OutputMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sink of a format is made from.
 *
 * @param options those of the format
 * @param path where to, null if none is given
 * @param table what takes the rows of format memory
 */
record FormatSink(
        Schema schema,
        Options options,
        OutputMode mode,
        List<String> partitionBy,
        @Nullable String queryName,
        @Nullable FilePath path,
        MemoryTable table) {

    private static final long CONSOLE_ROWS = 20;

    /** The sink of the format of that name. */
    Sink<Object, Row> of(String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "console" -> console();
            case "memory" -> memory();
            default -> written(Formats.output(format));
        };
    }

    private Sink<Object, Row> console() {
        options.refuseUnknown(Set.of("numRows", "truncate"), "format console");
        long shown = options.number("numRows", 1).orElse(CONSOLE_ROWS);
        boolean truncates = options.flag("truncate", true);
        return new ShownSink("console", (batch, epoch) -> {
            List<Row> first = batch.subList(0, (int) Math.min(shown, batch.size()));
            Terminal.out()
                    .println("-------------------------------------------" + System.lineSeparator() + "Batch: "
                            + epoch
                            + System.lineSeparator() + "-------------------------------------------"
                            + System.lineSeparator()
                            + RowTable.of(schema, first, truncates));
            if (batch.size() > first.size()) {
                Terminal.out().println("only showing top " + first.size() + " rows");
            }
        });
    }

    private Sink<Object, Row> memory() {
        options.refuseUnknown(Set.of(), "format memory");
        if (queryName == null) {
            throw new InvalidOptionException(
                    "Cannot write to memory: the table needs a name. Write .queryName(\"name\"), and read Rows.table(\"name\")");
        }
        return new ShownSink(
                "memory",
                mode == OutputMode.COMPLETE
                        ? (batch, epoch) -> table.replace(batch)
                        : (batch, epoch) -> table.add(batch));
    }

    private Sink<Object, Row> written(RowOutputFormat format) {
        options.refuseUnknown(format.options(Execution.STREAM), "format " + format.name());
        RowOutput output =
                format.open(new OutputRequest(Execution.STREAM, queryName, path, options, schema, partitionBy, mode));
        if (!output.modes().contains(mode)) {
            throw new InvalidOptionException("Cannot write " + output.describe() + " in output mode " + mode
                    + ": it takes " + output.modes() + ". Choose one of those, or foreachBatch");
        }
        return output.sink();
    }
}
