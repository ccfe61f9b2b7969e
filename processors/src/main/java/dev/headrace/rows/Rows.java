package dev.headrace.rows;

import dev.headrace.Headrace;
import dev.headrace.connect.MemoryInput;
import dev.headrace.connect.MemoryTable;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.port.FileTrees;
import dev.headrace.port.WallClock;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.plan.Plan;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.stream.RowMaking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where rows come from: {@code Rows.readStream()} reads what comes, {@code Rows.read()} what is there. Queries run in the shared
 * session of {@link Headrace}; {@link #with} takes another.
 */
public final class Rows {

    private static final Rows SHARED = new Rows(Headrace.shared());

    private final Headrace headrace;
    private final Map<String, MemoryTable> tables = new ConcurrentHashMap<>();

    private Rows(Headrace headrace) {
        this.headrace = headrace;
    }

    /** Rows whose queries run in a session of the caller's own. */
    public static Rows with(Headrace headrace) {
        return new Rows(headrace);
    }

    /** Reads what comes, in the shared session. */
    public static RowLoader readStream() {
        return SHARED.streamLoader();
    }

    /** Reads what is there. */
    public static RowLoader read() {
        return SHARED.loader();
    }

    /** Rows that are there. */
    public static RowStream of(Schema schema, List<Row> rows) {
        return SHARED.local(schema, rows);
    }

    /** Rows of Java records that are there. */
    public static <R extends Record> RowStream of(Class<R> type, List<R> records) {
        Schema schema = Schema.of(type);
        return of(
                schema, records.stream().map(record -> Row.from(schema, record)).toList());
    }

    /**
     * Rows of a stream of the DSL whose values are Java records: a column for each component. Records without a value are left
     * out.
     */
    public static <K, V extends Record> RowStream of(KStream<K, V> stream, Class<V> type) {
        return SHARED.stream(stream, type);
    }

    /**
     * Rows that are made of a stream of the DSL, of the keys, times and headers of its records too. They are part of the
     * topology of its {@link StreamsBuilder}: a query that writes them runs everything that was declared there.
     *
     * <pre>{@code
     * Schema schema = Schema.of("user STRING, page STRING, at TIMESTAMP");
     * Rows.of(clicks, schema, click -> Row.of(
     *         schema, click.key(), click.value(), Instant.ofEpochMilli(click.timestamp())));
     * }</pre>
     *
     * @param schema of the rows
     * @param row makes a row of a record; null where there is none
     */
    public static <K, V> RowStream of(
            KStream<K, V> stream,
            Schema schema,
            Function<? super dev.headrace.processor.Record<K, V>, ? extends @Nullable Row> row) {
        return SHARED.stream(stream, schema, row);
    }

    /** Rows that a program adds while a query reads them. */
    public static RowStream readStream(MemoryInput input) {
        return SHARED.stream(input);
    }

    /** The rows that a query with the sink {@code memory} has written so far, by the query's name. */
    public static RowStream table(String queryName) {
        return SHARED.memoryTable(queryName);
    }

    /** As {@link #readStream()}, in this session. */
    public RowLoader streamLoader() {
        return new RowLoader(this, Execution.STREAM);
    }

    /** As {@link #read()}, in this session. */
    public RowLoader loader() {
        return new RowLoader(this, Execution.BATCH);
    }

    /** As {@link #of(Schema, List)}, in this session. */
    public RowStream local(Schema schema, List<Row> rows) {
        return new RowStream(this, new Plan.Local(schema, rows));
    }

    /** As {@link #readStream(MemoryInput)}, in this session. */
    public RowStream stream(MemoryInput input) {
        return new RowStream(this, new Plan.Scan("memory", input, true));
    }

    /** As {@link #of(KStream, Class)}, in this session. */
    public <K, V extends Record> RowStream stream(KStream<K, V> stream, Class<V> type) {
        Schema schema = Schema.of(type);
        return stream(stream, schema, record -> record.value() == null ? null : Row.from(schema, record.value()));
    }

    /** As {@link #of(KStream, Schema, Function)}, in this session. */
    public <K, V> RowStream stream(
            KStream<K, V> stream,
            Schema schema,
            Function<? super dev.headrace.processor.Record<K, V>, ? extends @Nullable Row> row) {
        KStream<Row, Row> made = stream.process(() -> new RowMaking<K, V>(schema, row));
        return new RowStream(
                this, new Plan.Records(made, StreamsBuilder.of(made).nodeOf(made), schema));
    }

    /** As {@link #table}, of a query of this session. */
    public RowStream memoryTable(String queryName) {
        MemoryTable table = Optional.ofNullable(tables.get(queryName))
                .orElseThrow(() -> new IllegalArgumentException("Cannot read table '" + queryName
                        + "': no query of that name writes to memory; there are " + tables.keySet()));
        return local(table.schema(), table.rows());
    }

    /** Lets the rows of a query be read by its name, from now on. */
    void show(String queryName, MemoryTable table) {
        tables.put(queryName, table);
    }

    Headrace headrace() {
        return headrace;
    }

    FileTrees files() {
        return headrace.files();
    }

    WallClock clock() {
        return headrace.clock();
    }
}
