package dev.headrace.rows;

import dev.headrace.Headrace;
import dev.headrace.connect.BatchSink;
import dev.headrace.connect.MemoryTable;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.port.FilePath;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.stream.OutputRule;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says where rows go as they come, and starts the query. Made by {@link RowStream#writeStream}; every method but {@link #start},
 * {@link #toTopology} and {@link #addTo} returns it.
 *
 * <p>Options of the query itself, beside those of the format: {@code checkpointLocation}, a directory of this query alone,
 * here or in another file system ({@code hdfs://host/..}); {@code console}, {@code memory}, {@code foreach} and {@code foreachBatch} do
 * without, in a temporary directory that is deleted when the query ends, unless it failed;
 * {@code workers}, how many threads process it (1); {@code statePartitions}, in how many partitions groups are kept (8);
 * {@code stateStore}, {@code rocksdb} or {@code memory}; {@code stateDir}, where RocksDB keeps its files.
 *
 * <p>Where the rows are made of a stream of the DSL, the query is everything that was declared in its {@link StreamsBuilder}, in
 * one topology and one commit. A builder becomes one query: its second writer is refused. Several outputs are declared each by
 * {@link #addTo}, and the topology of the builder is started.
 */
public final class RowStreamWriter {

    private static final Set<String> OF_THE_QUERY =
            Set.of("checkpointLocation", "workers", "statePartitions", "stateStore", "stateDir");
    private static final String SINK = "sink";
    private static final String STATE_STORE = "stateStore";

    private final RowStream rows;
    private Options options = Options.none();
    private String format = "parquet";
    private OutputMode mode = OutputMode.APPEND;
    private @Nullable Trigger trigger;
    private @Nullable CommitLog commitLog;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private List<String> partitionBy = List.of();
    private @Nullable String queryName;
    private @Nullable Sink<Object, Row> ownSink;

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

    /** Where the query keeps what it has committed, instead of {@code checkpointLocation}: in Kafka where it reads topics. */
    public RowStreamWriter commitLog(CommitLog log) {
        commitLog = log;
        return this;
    }

    /** A further option of the query by the name of its property: {@code security.protocol}, {@code auto.offset.reset} ... */
    public RowStreamWriter property(String name, Object value) {
        properties.put(name, value);
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

    /** Options of the query or of the format. */
    public RowStreamWriter options(Map<String, ?> more) {
        more.forEach(this::option);
        return this;
    }

    /**
     * Hands over the rows of each epoch with its number, before the epoch is committed; after a crash in between the same rows
     * come again under the same number.
     */
    public RowStreamWriter foreachBatch(BatchFunction function) {
        ownSink = BatchSink.ofBatches(
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
        ownSink = BatchSink.ofRows("foreach", (batch, epoch) -> {
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
        return topologyTo(sink(FilePath.of(path), queryName, new MemoryTable(rows.schema())));
    }

    /** The topology that {@link #start()} runs. */
    public Topology toTopology() {
        return topologyTo(sink(null, queryName, new MemoryTable(rows.schema())));
    }

    /**
     * Adds the rows and their sink to the topology of a builder, where other outputs may be declared too: all of them are
     * committed together. The query is started by that topology, and has its options, its trigger among them, from there.
     *
     * @param name the durable name of the sink; the names of the nodes begin with it
     * @throws InvalidOptionException if something is set here that is the query's
     * @throws IllegalArgumentException if the rows are made of a stream of another builder
     */
    public void addTo(StreamsBuilder builder, String name) {
        declared(builder, name, null);
    }

    /** As {@link #addTo(StreamsBuilder, String)}, with a sink that writes below {@code path}. */
    public void addTo(StreamsBuilder builder, String name, String path) {
        declared(builder, name, FilePath.of(path));
    }

    private void declared(StreamsBuilder builder, String name, @Nullable FilePath path) {
        refuseOptionsOfTheQuery(name);
        MemoryTable table = new MemoryTable(rows.schema());
        declare(builder, name + "-", name, sink(path, name, table));
        if (isMemory()) {
            rows.session().show(name, table);
        }
    }

    private void refuseOptionsOfTheQuery(String name) {
        List<String> given = new ArrayList<>(properties.keySet());
        OF_THE_QUERY.stream()
                .filter(option ->
                        !option.equals(STATE_STORE) && options.text(option).isPresent())
                .forEach(given::add);
        if (trigger != null) {
            given.add("trigger");
        }
        if (commitLog != null) {
            given.add("commitLog");
        }
        if (queryName != null) {
            given.add("queryName");
        }
        if (!given.isEmpty()) {
            throw new InvalidOptionException("Cannot add sink '" + name + "' with " + String.join(", ", given)
                    + ": these are the query's, which several sinks may share. Give them to QueryOptions, where the topology"
                    + " of the builder is started");
        }
    }

    private StreamingQuery started(@Nullable FilePath path) {
        MemoryTable table = new MemoryTable(rows.schema());
        StreamingQuery query = run(sink(path, queryName, table));
        if (isMemory() && queryName != null) {
            rows.session().show(queryName, table);
        }
        return query;
    }

    private boolean isMemory() {
        return ownSink == null && format.equalsIgnoreCase("memory");
    }

    private StreamingQuery run(Sink<Object, Row> sink) {
        Headrace session = rows.session().headrace();
        Optional<CommitLog> log = chosenLog();
        QueryOptionsBuilder builder = queryOptions();
        if (log.isPresent()) {
            QueryOptions ofTheQuery = builder.commitLog(log.get()).build();
            return session.run(topologyTo(sink), ofTheQuery);
        }
        TemporaryPlace place = TemporaryPlace.make();
        builder.commitLog(CommitLog.directory(place.checkpoint()));
        if (options.text("stateDir").isEmpty()) {
            builder.stateDir(place.state());
        }
        try {
            QueryOptions ofTheQuery = builder.build();
            return session.run(topologyTo(sink), ofTheQuery, place::ended);
        } catch (RuntimeException e) {
            place.delete();
            throw e;
        }
    }

    /** Empty where the query can do with a temporary one. */
    private Optional<CommitLog> chosenLog() {
        String given = options.text("checkpointLocation").orElse(null);
        CommitLog log = commitLog;
        if (given != null && log != null) {
            throw new InvalidOptionException("Cannot start the query: checkpointLocation=" + given + " and " + log
                    + " are both given. Leave one of them out");
        }
        if (log != null) {
            return Optional.of(log);
        }
        if (given != null) {
            return Optional.of(CommitLog.directory(given));
        }
        if (rows.streams().length > 0) {
            throw new InvalidOptionException("Cannot start the query: its rows are made of a stream of the DSL, and no"
                    + " commit log is given. Write .commitLog(CommitLog.kafka(applicationId, bootstrapServers)), or"
                    + " .option(\"checkpointLocation\", directory) where the builder reads no topic");
        }
        if (ownSink == null && !isShown()) {
            throw new InvalidOptionException(
                    "Cannot start the query: no checkpoint is given, and without one it would begin"
                            + " anew at each start and write everything again. Write .option(\"checkpointLocation\", directory), a"
                            + " directory of this query alone");
        }
        return Optional.empty();
    }

    private QueryOptionsBuilder queryOptions() {
        QueryOptionsBuilder builder = QueryOptions.builder()
                .properties(properties)
                .trigger(trigger == null ? Trigger.processingTime(Duration.ZERO) : trigger)
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

    private Topology topologyTo(Sink<Object, Row> sink) {
        KStream<?, ?>[] streams = rows.streams();
        StreamsBuilder builder = streams.length == 0 ? new StreamsBuilder() : StreamsBuilder.of(streams[0]);
        if (builder.isBuilt()) {
            throw new InvalidOptionException("Cannot start the query: its rows are made of a stream of a StreamsBuilder"
                    + " that became a topology before, and a second query would run all of that once more. Declare every"
                    + " output by writeStream()..addTo(builder, name, path), and start builder.build()");
        }
        declare(builder, "", SINK, sink);
        Properties ofTheTopology = new Properties();
        ofTheTopology.putAll(properties);
        return builder.build(ofTheTopology);
    }

    private void declare(StreamsBuilder builder, String prefix, String sinkName, Sink<Object, Row> sink) {
        Function<String, KeyValueBytesStoreSupplier> stores = stores();
        OutputMode declared = mode;
        boolean repeats = ownSink != null;
        builder.add(
                sinkName,
                topology -> {
                    Translation.into(topology, prefix, rows.plan(), declared, sink, sinkName, stores);
                    if (repeats) {
                        topology.requireQueryEpochs(
                                sinkName, sink.describe() + " hands over epochs by numbers under which they repeat");
                    }
                },
                rows.streams());
    }

    private Function<String, KeyValueBytesStoreSupplier> stores() {
        String kind = options.text(STATE_STORE).orElse("rocksdb").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "rocksdb" -> Stores::persistentKeyValueStore;
            case "memory" -> Stores::inMemoryKeyValueStore;
            default ->
                throw new InvalidOptionException(
                        "Cannot use option stateStore='" + kind + "': there are rocksdb and memory");
        };
    }

    /** The sink that was asked for, which can write what the output mode means for these rows. */
    private Sink<Object, Row> sink(@Nullable FilePath path, @Nullable String name, MemoryTable table) {
        Options ofFormat = options;
        for (String key : OF_THE_QUERY) {
            ofFormat = ofFormat.without(key);
        }
        Sink<Object, Row> sink;
        if (ownSink != null) {
            ofFormat.refuseUnknown(Set.of(), ownSink.describe());
            sink = ownSink;
        } else {
            sink = new FormatSink(rows.schema(), ofFormat, mode, partitionBy, name, path, table).of(format);
        }
        OutputRule.check(rows.plan(), mode);
        return sink;
    }
}
