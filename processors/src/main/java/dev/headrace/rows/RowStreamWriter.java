package dev.headrace.rows;

import dev.headrace.Headrace;
import dev.headrace.connect.BatchSink;
import dev.headrace.connect.MemoryTable;
import dev.headrace.connect.ShownSink;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FilePath;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.RowTable;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.OutputRequest;
import dev.headrace.rows.spi.RowOutput;
import dev.headrace.rows.spi.RowOutputFormat;
import dev.headrace.rows.stream.Translation;
import dev.headrace.sink.Sink;
import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.QueryOptionsBuilder;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says where rows go as they come, and starts the query. Made by {@link RowStream#writeStream}; every method but {@link #start} and
 * {@link #toTopology} returns it.
 *
 * <p>Options of the query itself, beside those of the format: {@code checkpointLocation}, a directory of this query alone,
 * here or in another file system ({@code hdfs://host/..}); {@code console}, {@code memory}, {@code foreach} and {@code foreachBatch} do
 * without, in a temporary directory that is deleted when the query ends, unless it failed;
 * {@code workers}, how many threads process it (1); {@code statePartitions}, in how many partitions groups are kept (8);
 * {@code stateStore}, {@code rocksdb} or {@code memory}; {@code stateDir}, where RocksDB keeps its files.
 */
public final class RowStreamWriter {

    private static final Set<String> OF_THE_QUERY =
            Set.of("checkpointLocation", "workers", "statePartitions", "stateStore", "stateDir");
    private static final long CONSOLE_ROWS = 20;
    private static final String SINK = "sink";

    private final RowStream rows;
    private Options options = Options.none();
    private String format = "parquet";
    private OutputMode mode = OutputMode.APPEND;
    private Trigger trigger = Trigger.processingTime(Duration.ZERO);
    private List<String> partitionBy = List.of();
    private @Nullable String queryName;
    private @Nullable Sink<Object, Row> ownSink;
    private boolean handsOverBatches;

    RowStreamWriter(RowStream rows) {
        this.rows = rows;
    }

    /** How the rows are to lie there: {@code "parquet"} by default, {@code "console"}, {@code "memory"} ... */
    public RowStreamWriter format(String name) {
        format = name;
        return this;
    }

    /** {@code "append"} (the default), {@code "update"} or {@code "complete"}. */
    public RowStreamWriter outputMode(String name) {
        return outputMode(OutputMode.of(name));
    }

    /** Which rows of the result are written. */
    public RowStreamWriter outputMode(OutputMode outputMode) {
        mode = outputMode;
        return this;
    }

    /** The name of the query, unique among active ones. */
    public RowStreamWriter queryName(String name) {
        queryName = name;
        return this;
    }

    /** When epochs open and close; as soon as there is input by default. */
    public RowStreamWriter trigger(Trigger when) {
        trigger = when;
        return this;
    }

    /** Columns that become directories. */
    public RowStreamWriter partitionBy(String... columns) {
        partitionBy = List.of(columns);
        return this;
    }

    /** An option of the query or of the format. */
    public RowStreamWriter option(String key, Object value) {
        options = options.with(key, String.valueOf(value));
        return this;
    }

    /**
     * Hands over the rows of each epoch with its number, before the epoch is committed; after a crash in between the same rows
     * come again under the same number.
     */
    public RowStreamWriter foreachBatch(BatchFunction function) {
        handsOverBatches = true;
        ownSink = new BatchSink(
                "foreachBatch", (batch, epoch) -> function.call(rows.session().local(rows.schema(), batch), epoch));
        return this;
    }

    /** What is done with the rows of an epoch. */
    @FunctionalInterface
    public interface BatchFunction {

        /**
         * Takes the rows of an epoch.
         *
         * @param batch rows that are there
         * @param batchId the number of the epoch, from 0
         */
        void call(RowStream batch, long batchId) throws Exception;
    }

    /** Hands over each row. */
    public RowStreamWriter foreach(RowForeach each) {
        ownSink = new BatchSink("foreach", (batch, epoch) -> {
            boolean wanted = each.open(0, epoch);
            Throwable failure = null;
            try {
                for (Row row : wanted ? batch : List.<Row>of()) {
                    each.process(row);
                }
            } catch (Exception e) {
                failure = e;
                throw e;
            } finally {
                each.close(failure);
            }
        });
        return this;
    }

    /** Starts the query, with a sink that needs no path. */
    public StreamingQuery start() {
        return started(null);
    }

    /** Starts the query, which writes below {@code path}. */
    public StreamingQuery start(String path) {
        return started(FilePath.of(path));
    }

    /** The topology that {@link #start(String)} runs. */
    public Topology toTopology(String path) {
        return topology(FilePath.of(path));
    }

    /** The topology that {@link #start()} runs. */
    public Topology toTopology() {
        return topology(null);
    }

    private StreamingQuery started(@Nullable FilePath path) {
        if (handsOverBatches && trigger instanceof Trigger.Continuous) {
            throw new InvalidOptionException(
                    "Cannot start the query: under a continuous trigger nothing is planned, so the"
                            + " rows of a batch that is repeated would be others under the same number. Use"
                            + " Trigger.processingTime(..) with foreachBatch, or another sink");
        }
        MemoryTable table = new MemoryTable(rows.schema());
        Topology topology = Translation.of(rows.plan(), mode, sink(path, table), SINK, stores());
        StreamingQuery query = run(topology);
        if (isMemory() && queryName != null) {
            rows.session().show(queryName, table);
        }
        return query;
    }

    private boolean isMemory() {
        return ownSink == null && format.equalsIgnoreCase("memory");
    }

    private StreamingQuery run(Topology topology) {
        Headrace session = rows.session().headrace();
        QueryOptionsBuilder builder = queryOptions();
        String given = options.text("checkpointLocation").orElse(null);
        if (given != null) {
            return session.run(
                    topology, builder.commitLog(CommitLog.directory(given)).build());
        }
        if (ownSink == null && !isShown()) {
            throw new InvalidOptionException(
                    "Cannot start the query: no checkpoint is given, and without one it would begin"
                            + " anew at each start and write everything again. Write .option(\"checkpointLocation\", directory), a"
                            + " directory of this query alone");
        }
        TemporaryPlace place = TemporaryPlace.make();
        builder.commitLog(CommitLog.directory(place.checkpoint()));
        if (options.text("stateDir").isEmpty()) {
            builder.stateDir(place.state());
        }
        try {
            return session.run(topology, builder.build(), place::ended);
        } catch (RuntimeException e) {
            place.delete();
            throw e;
        }
    }

    private QueryOptionsBuilder queryOptions() {
        QueryOptionsBuilder builder = QueryOptions.builder()
                .trigger(trigger)
                .workers(options.number("workers", 1).orElse(1L).intValue());
        options.number("statePartitions", 1).ifPresent(count -> builder.statePartitions(count.intValue()));
        options.text("stateDir").ifPresent(directory -> builder.stateDir(Path.of(directory)));
        if (queryName != null) {
            builder.name(queryName);
        }
        return builder;
    }

    private boolean isShown() {
        String name = format.toLowerCase(Locale.ROOT);
        return name.equals("console") || name.equals("memory");
    }

    private Topology topology(@Nullable FilePath path) {
        return Translation.of(rows.plan(), mode, sink(path, new MemoryTable(rows.schema())), SINK, stores());
    }

    private Function<String, KeyValueBytesStoreSupplier> stores() {
        String kind = options.text("stateStore").orElse("rocksdb").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "rocksdb" -> Stores::persistentKeyValueStore;
            case "memory" -> Stores::inMemoryKeyValueStore;
            default ->
                throw new InvalidOptionException(
                        "Cannot use option stateStore='" + kind + "': there are rocksdb and memory");
        };
    }

    private Sink<Object, Row> sink(@Nullable FilePath path, MemoryTable table) {
        Options ofFormat = options;
        for (String key : OF_THE_QUERY) {
            ofFormat = ofFormat.without(key);
        }
        if (ownSink != null) {
            ofFormat.refuseUnknown(Set.of(), ownSink.describe());
            return ownSink;
        }
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "console" -> console(ofFormat);
            case "memory" -> memory(ofFormat, table);
            default -> formatted(ofFormat, path);
        };
    }

    private Sink<Object, Row> console(Options ofConsole) {
        ofConsole.refuseUnknown(Set.of("numRows", "truncate"), "format console");
        long shown = ofConsole.number("numRows", 1).orElse(CONSOLE_ROWS);
        boolean truncates = ofConsole.flag("truncate", true);
        return new ShownSink("console", (batch, epoch) -> {
            List<Row> first = batch.subList(0, (int) Math.min(shown, batch.size()));
            Terminal.out()
                    .println("-------------------------------------------" + System.lineSeparator() + "Batch: "
                            + epoch
                            + System.lineSeparator() + "-------------------------------------------"
                            + System.lineSeparator()
                            + RowTable.of(rows.schema(), first, truncates));
            if (batch.size() > first.size()) {
                Terminal.out().println("only showing top " + first.size() + " rows");
            }
        });
    }

    private Sink<Object, Row> memory(Options ofMemory, MemoryTable table) {
        ofMemory.refuseUnknown(Set.of(), "format memory");
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

    private Sink<Object, Row> formatted(Options ofFormat, @Nullable FilePath path) {
        RowOutputFormat found = Formats.output(format);
        ofFormat.refuseUnknown(found.options(Execution.STREAM), "format " + found.name());
        RowOutput output = found.open(
                new OutputRequest(Execution.STREAM, queryName, path, ofFormat, rows.schema(), partitionBy, mode));
        if (!output.modes().contains(mode)) {
            throw new InvalidOptionException("Cannot write " + output.describe() + " in output mode " + mode
                    + ": it takes " + output.modes() + ". Choose one of those, or foreachBatch");
        }
        return output.sink();
    }
}
