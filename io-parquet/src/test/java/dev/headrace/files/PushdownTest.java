package dev.headrace.files;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.Headrace;
import dev.headrace.errors.StreamsException;
import dev.headrace.kstream.Named;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.parquet.ParquetInput;
import dev.headrace.parquet.ParquetOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.InstalledFileTrees;
import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.ProcessorSupplier;
import dev.headrace.processor.Record;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.OutputRequest;
import dev.headrace.rows.spi.Predicate;
import dev.headrace.rows.spi.Predicate.Compare;
import dev.headrace.rows.spi.Predicate.Comparison;
import dev.headrace.rows.spi.RowInput;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourceContext;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.source.SourceRecord;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.StreamingQueryProgress.SourceProgress;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters reach the files of streams: what no row is wanted of is not read, and no row is lost or comes twice for it. */
@Timeout(60)
class PushdownTest {

    private static final Schema SCHEMA = Schema.of("id BIGINT, name STRING, price DOUBLE");
    private static final InstalledFileTrees FILES = new InstalledFileTrees(UUID::randomUUID);
    private static final int ROWS = 6_000;

    @TempDir
    Path directory;

    private Path in;
    private Path out;

    @BeforeEach
    void makeDirectories() throws IOException {
        in = Files.createDirectories(directory.resolve("in"));
        out = directory.resolve("out");
    }

    @Test
    void streamReadsWhatTheBatchDoesAndTellsWhatItWasSpared() throws Exception {
        put("a.parquet", 0, ROWS);
        put("b.parquet", ROWS, 2 * ROWS);

        StreamingQuery query = selected(Rows.readStream()
                        .schema(SCHEMA)
                        .option("maxFilesPerTrigger", 1)
                        .parquet(in.toString()))
                .writeStream()
                .format("parquet")
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .start(out.toString());
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();

        List<Row> batch = selected(Rows.read().parquet(in.toString())).collect();
        assertThat(Rows.read().parquet(out.toString()).collect())
                .containsExactlyInAnyOrderElementsOf(batch)
                .extracting(row -> row.getLong("id"))
                .containsExactlyInAnyOrderElementsOf(
                        ids(0, 2 * ROWS, id -> (id >= 4_000 && id < 4_050) || id == 2 * ROWS - 1));
        Map<String, Long> metrics = metrics(query);
        assertThat(metrics.get("filesRead")).isEqualTo(2);
        assertThat(metrics.get("columnsSkipped")).isEqualTo(2);
        assertThat(metrics.get("rowGroupsRead")).isPositive();
        assertThat(metrics.get("rowGroupsSkipped")).isPositive();
        assertThat(metrics.get("pagesSkipped")).isPositive();
        assertThat(metrics.get("rowsSkipped") + inputRows(query)).isEqualTo(2 * ROWS);
        assertThat(query.lastProgress().json()).contains("\"metrics\":{\"columnsSkipped\":\"1\"");
    }

    private static RowStream selected(RowStream rows) {
        return rows.filter(col("id")
                        .geq(4_000L)
                        .and(col("id").lt(4_050L))
                        .or(col("id").equalTo(2L * ROWS - 1)))
                .select("id", "price");
    }

    @Test
    void streamWithoutAFilterIsSparedNothing() throws Exception {
        put("a.parquet", 0, ROWS);

        assertThat(metrics(copied(List.of()))).containsOnlyKeys("filesRead", "rowGroupsRead");

        assertThat(writtenIds()).isEqualTo(ids(0, ROWS, id -> true));
    }

    private record Filtering(List<Predicate> filters, LongPredicate byHand) {}

    private static final Filtering NONE = new Filtering(List.of(), id -> true);
    private static final Filtering LATE = filtering(Comparison.GREATER_OR_EQUAL, 4_300, id -> id >= 4_300);
    private static final Filtering EARLY = filtering(Comparison.LESS, 1_700, id -> id < 1_700);
    private static final Filtering ONE = filtering(Comparison.EQUAL, 2_345, id -> id == 2_345);
    private static final Filtering NO_ROW = filtering(Comparison.LESS, 0, id -> false);

    private static Filtering filtering(Comparison comparison, long literal, LongPredicate byHand) {
        return new Filtering(List.of(new Compare("id", comparison, literal)), byHand);
    }

    static Stream<Arguments> filterAndTheNext() {
        List<Filtering> all = List.of(NONE, LATE, EARLY, ONE, NO_ROW);
        return all.stream().flatMap(first -> all.stream().map(next -> Arguments.of(first, next)));
    }

    /** From every row at which a reader may have stopped, a reader with another filter goes on right behind it. */
    @ParameterizedTest
    @MethodSource("filterAndTheNext")
    void anotherFilterGoesOnInTheMiddleOfAFile(Filtering first, Filtering next) throws IOException {
        put("a.parquet", 0, ROWS);
        Source<Void, Row> before = opened(first);
        Source<Void, Row> after = opened(next);
        SourcePosition end = before.end(0, before.initial(0), ReadLimit.all(), null);
        SourcePosition stopped = before.initial(0);
        List<Long> passed = new ArrayList<>();
        try (SourceReader<Void, Row> reader = before.reader(0, stopped)) {
            for (List<SourceRecord<Void, Row>> some = reader.poll(397, end);
                    !some.isEmpty();
                    some = reader.poll(397, end)) {
                stopped = some.get(some.size() - 1).position();
                passed.addAll(wanted(some, first));
                long place = FilePosition.of(stopped).row();

                assertThat(place).isEqualTo(id(some.get(some.size() - 1)) + 1);
                assertThat(passed).isEqualTo(ids(0, place, first.byHand()));
                try (SourceReader<Void, Row> goesOn = after.reader(0, stopped)) {
                    assertThat(wanted(all(goesOn, end), next)).isEqualTo(ids(place, ROWS, next.byHand()));
                    assertThat(goesOn.position()).isEqualTo(end);
                }
            }
            assertThat(reader.position()).isEqualTo(end);
        }
    }

    @Test
    void rowGroupsBeforeThePositionAreNotRead() throws IOException {
        put("a.parquet", 0, ROWS);
        Source<Void, Row> source = opened(NONE);
        SourcePosition end = source.end(0, source.initial(0), ReadLimit.all(), null);

        try (SourceReader<Void, Row> reader = source.reader(0, new FilePosition(0, 0, ROWS - 1).toSource())) {
            assertThat(all(reader, end)).extracting(PushdownTest::id).containsExactly(ROWS - 1L);
            assertThat(reader.drainMetrics()).isEqualTo(Map.of("rowGroupsRead", 1L, "filesRead", 1L));
            assertThat(reader.drainMetrics()).isEmpty();
        }
    }

    /** A filter that leaves nothing of the file does not make it look shorter; one that was shortened is noticed. */
    @Test
    void fileThatWasShortenedMeanwhileIsRefusedWhateverTheFilter() throws IOException {
        put("a.parquet", 0, 120);
        for (Filtering filtering : List.of(NONE, LATE, NO_ROW)) {
            Source<Void, Row> source = opened(filtering);
            SourcePosition end = source.end(0, source.initial(0), ReadLimit.all(), null);
            try (SourceReader<Void, Row> whole = source.reader(0, new FilePosition(0, 0, 120).toSource())) {
                assertThat(all(whole, end)).isEmpty();
            }
            try (SourceReader<Void, Row> shortened = source.reader(0, new FilePosition(0, 0, 121).toSource())) {
                assertThatThrownBy(() -> shortened.poll(1, end))
                        .isInstanceOf(IOException.class)
                        .hasMessage("Cannot go on in " + in.resolve("a.parquet")
                                + " behind row 121: it has only 120 rows, so it was changed meanwhile. Restore it, or start"
                                + " anew with another checkpoint");
            }
        }
    }

    /** A query commits in the middle of a file and dies; the next one over its checkpoint has another filter. */
    @ParameterizedTest
    @MethodSource
    void queryWithAnotherFilterGoesOnOverTheSameCheckpoint(Filtering first, Filtering next) throws Exception {
        put("a.parquet", 0, ROWS);
        StreamingQuery dying = Headrace.start(topology(first, () -> new Mortal(300, 1_500)), options());
        boolean died = false;
        try {
            dying.awaitTermination(Duration.ofSeconds(30));
        } catch (StreamsException e) {
            assertThat(e).hasStackTraceContaining("Died as planned");
            died = true;
        }
        List<Long> committed = writtenIds();
        long place = died ? placeIn(dying.lastProgress()) : ROWS;

        StreamingQuery goesOn = Headrace.start(topology(next, () -> new Mortal(0, 0)), options());
        assertThat(goesOn.awaitTermination(Duration.ofSeconds(30))).isTrue();

        assertThat(committed).isEqualTo(ids(0, place, first.byHand()));
        List<Long> expected = new ArrayList<>(committed);
        expected.addAll(ids(place, ROWS, next.byHand()));
        assertThat(writtenIds()).isEqualTo(expected);
        assertThat(place > 0 && place < ROWS).isEqualTo(first != ONE);
    }

    static Stream<Arguments> queryWithAnotherFilterGoesOnOverTheSameCheckpoint() {
        return Stream.of(
                Arguments.of(NONE, LATE),
                Arguments.of(LATE, NONE),
                Arguments.of(LATE, EARLY),
                Arguments.of(EARLY, LATE),
                Arguments.of(ONE, NONE));
    }

    private static long placeIn(StreamingQueryProgress progress) {
        String end = progress.sources().get(0).endOffset();
        String position = end.substring(end.indexOf('['), end.indexOf(']') + 1);
        return FilePosition.of(new SourcePosition(position)).row();
    }

    /** What a filter behind the watermark leaves out still says how late it is. */
    @Test
    void rowsThatAreLeftOutBehindTheWatermarkCountForIt() throws Exception {
        Schema orders = Schema.of("id BIGINT, at TIMESTAMP");
        Instant ten = Instant.parse("2026-11-27T10:00:00Z");
        write(
                "a.parquet",
                orders,
                IntStream.range(0, ROWS)
                        .mapToObj(id -> Row.of(orders, (long) id, ten.plusSeconds(id < ROWS / 2 ? 0 : 3_600)))
                        .toList());

        StreamingQuery query = Rows.readStream()
                .schema(orders)
                .parquet(in.toString())
                .withWatermark("at", "10 seconds")
                .filter(col("id").lt(ROWS / 2L))
                .groupBy(window(col("at"), "10 seconds"))
                .agg(count("*").as("orders"))
                .writeStream()
                .format("parquet")
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .start(out.toString());
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();

        assertThat(Rows.read().parquet(out.toString()).collect())
                .extracting(row -> row.getLong("orders"))
                .containsExactly(ROWS / 2L);
        assertThat(query.lastProgress().eventTime())
                .containsEntry("watermark", ten.plusSeconds(3_590).toString());
    }

    /** Some writers leave a column in the file that the directory is named after; the name is what counts. */
    @Test
    void columnOfADirectoryIsNotLookedForInTheFile() throws Exception {
        Path day = Files.createDirectories(in.resolve("name=x"));
        write("a.parquet", SCHEMA, List.of(row(1)));
        Files.move(in.resolve("a.parquet"), day.resolve("a.parquet"));

        RowStream rows = Rows.read().schema(SCHEMA).parquet(in.toString());

        assertThat(rows.filter(col("name").equalTo("x")).collect()).hasSize(1);
        assertThat(rows.filter(col("name").equalTo(row(1).getString("name"))).collect())
                .isEmpty();
    }

    /** Passes rows on, asks for a commit at one of them, and dies at a later one. */
    private static final class Mortal extends ContextualProcessor<Void, Row, Void, Row> {

        private final int commitAt;
        private final int dieAt;
        private int seen;

        private Mortal(int commitAt, int dieAt) {
            this.commitAt = commitAt;
            this.dieAt = dieAt;
        }

        @Override
        public void process(Record<Void, Row> record) {
            seen++;
            if (seen == commitAt) {
                context().commit();
            }
            if (seen == dieAt) {
                throw new IllegalStateException("Died as planned");
            }
            context().forward(record);
        }
    }

    private StreamingQuery copied(List<Predicate> filters) throws InterruptedException {
        StreamingQuery query =
                Headrace.start(topology(new Filtering(filters, id -> true), () -> new Mortal(0, 0)), options());
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();
        return query;
    }

    private Topology topology(Filtering filtering, ProcessorSupplier<Void, Row, Void, Row> processor) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(input(filtering.filters()).stream())
                .process(processor)
                .filter((key, row) -> filtering.byHand().test(row.getLong("id")))
                .to(
                        new ParquetOutput()
                                .open(new OutputRequest(
                                        Execution.STREAM,
                                        null,
                                        FilePath.of(out.toString()),
                                        Options.none(),
                                        SCHEMA,
                                        List.of(),
                                        OutputMode.APPEND))
                                .sink(),
                        Named.as("out"));
        return builder.build();
    }

    private QueryOptions options() {
        return QueryOptions.builder()
                .commitLog(CommitLog.directory(directory.resolve("checkpoint")))
                .stateDir(directory.resolve("state"))
                .trigger(Trigger.availableNow())
                .build();
    }

    private RowInput input(List<Predicate> filters) {
        return new ParquetInput()
                .open(new InputRequest(
                        Execution.STREAM, List.of(FilePath.of(in.toString())), Options.none(), SCHEMA, FILES))
                .narrowed(SCHEMA, filters);
    }

    private Source<Void, Row> opened(Filtering filtering) {
        return input(filtering.filters()).stream()
                .open(new SourceContext(
                        "in",
                        new UUID(0, 0),
                        () -> 0,
                        FILES,
                        FilePath.of(directory.resolve("notes").toString())));
    }

    private static List<SourceRecord<Void, Row>> all(SourceReader<Void, Row> reader, SourcePosition end)
            throws IOException {
        List<SourceRecord<Void, Row>> all = new ArrayList<>();
        for (List<SourceRecord<Void, Row>> some = reader.poll(1_000, end);
                !some.isEmpty();
                some = reader.poll(1_000, end)) {
            all.addAll(some);
        }
        return all;
    }

    private static List<Long> wanted(List<SourceRecord<Void, Row>> records, Filtering filtering) {
        return records.stream()
                .map(PushdownTest::id)
                .filter(filtering.byHand()::test)
                .toList();
    }

    private static long id(SourceRecord<Void, Row> record) {
        return record.record().value().getLong("id");
    }

    private static Map<String, Long> metrics(StreamingQuery query) {
        Map<String, Long> sums = new TreeMap<>();
        for (StreamingQueryProgress progress : query.recentProgress()) {
            for (SourceProgress source : progress.sources()) {
                source.metrics().forEach((metric, count) -> sums.merge(metric, Long.valueOf(count), Long::sum));
            }
        }
        return sums;
    }

    private static long inputRows(StreamingQuery query) {
        return query.recentProgress().stream()
                .mapToLong(StreamingQueryProgress::numInputRows)
                .sum();
    }

    private List<Long> writtenIds() {
        return Rows.read().schema(SCHEMA).parquet(out.toString()).collect().stream()
                .map(row -> row.getLong("id"))
                .sorted()
                .toList();
    }

    private static List<Long> ids(long from, long to, LongPredicate which) {
        return LongStream.range(from, to).filter(which).boxed().toList();
    }

    private static Row row(long id) {
        return Row.of(SCHEMA, id, "name " + id, id / 2.0);
    }

    private void put(String name, int from, int to) throws IOException {
        write(
                name,
                SCHEMA,
                IntStream.range(from, to).mapToObj(PushdownTest::row).toList());
    }

    /** One file of several row groups, of several pages each. */
    private void write(String name, Schema schema, List<Row> rows) throws IOException {
        Path written = directory.resolve("written-" + name);
        Rows.of(schema, rows)
                .write()
                .option("parquet.block.size", 16_384)
                .option("parquet.page.size", 1_024)
                .parquet(written.toString());
        try (Stream<Path> files = Files.list(written)) {
            Path file = files.filter(each -> each.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            Files.move(file, in.resolve(name));
        }
    }
}
