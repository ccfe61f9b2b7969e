package dev.headrace.files;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.files.json.JsonOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.InstalledFileTrees;
import dev.headrace.processor.Record;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.RowStreamWriter;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.OutputRequest;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import dev.headrace.testkit.simulation.FileOutcome;
import dev.headrace.testkit.simulation.SimulatedFiles;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In complete mode, a directory holds one file: the whole result after the last epoch. */
@Timeout(60)
class WholeResultTest {

    private static final String COUNTS = "name STRING, count BIGINT";

    @TempDir
    Path directory;

    private Path in;
    private Path out;

    @BeforeEach
    void makeDirectories() throws IOException {
        in = Files.createDirectories(directory.resolve("in"));
        out = directory.resolve("out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "json", "csv", "avro"})
    void eachRunReplacesTheResult(String format) throws Exception {
        put("1", "a", "b", "a");
        run(counts().writeStream().format(format));
        assertThat(files()).containsExactly("result." + format);
        assertThat(result(format)).containsExactlyInAnyOrder("{name: a, count: 2}", "{name: b, count: 1}");

        put("2", "b", "c");
        run(counts().writeStream().format(format));
        assertThat(files()).containsExactly("result." + format);
        assertThat(result(format))
                .containsExactlyInAnyOrder("{name: a, count: 2}", "{name: b, count: 2}", "{name: c, count: 1}");

        run(counts().writeStream().format(format));
        assertThat(files()).containsExactly("result." + format);
        assertThat(result(format)).hasSize(3);
    }

    /** Looks all the time while 40 epochs come and go. */
    @Test
    void readerFindsOneResultAtAnyTimeAndNoOlderOneLater() throws Exception {
        for (int file = 0; file < 40; file++) {
            put(String.format("%02d", file), "a", "b");
        }
        StreamingQuery query = started(counts().writeStream().format("json").outputMode("complete"));

        List<Long> seen = new ArrayList<>();
        while (!query.awaitTermination(Duration.ofMillis(1))) {
            List<String> files = files();
            if (!seen.isEmpty() || !files.isEmpty()) {
                assertThat(files).containsExactly("result.json");
                seen.add(Files.readAllLines(out.resolve("result.json")).stream()
                        .mapToLong(WholeResultTest::countIn)
                        .sum());
            }
        }

        assertThat(seen).isSorted().allMatch(rows -> rows % 2 == 0);
        assertThat(result("json")).containsExactlyInAnyOrder("{name: a, count: 40}", "{name: b, count: 40}");
    }

    @Test
    void oneResultIsThereBetweenAnyTwoOperations() throws Exception {
        SimulatedFiles files = new SimulatedFiles();
        List<Integer> seen = new ArrayList<>();
        files.inject(call -> {
            seen.add(visible(files).size());
            return FileOutcome.NONE;
        });
        SinkWriter<Object, Row> writer = simulatedWriter(files);
        for (int epoch = 0; epoch < 3; epoch++) {
            Receipt receipt = staged(writer, epoch, epoch);
            writer.publish(receipt);
            writer.publish(receipt);
        }

        assertThat(seen).isSorted().endsWith(1).doesNotContain(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void publishedResultSurvivesTheLossOfPower(long seed) throws Exception {
        SimulatedFiles files = new SimulatedFiles();
        SinkWriter<Object, Row> writer = simulatedWriter(files);
        writer.publish(staged(writer, 0, 7));
        writer.publish(staged(writer, 1, 8));

        files.losePower(new SplittableRandom(seed));

        assertThat(visible(files).values())
                .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .containsExactly("{\"name\":\"a\",\"count\":8}\n");
    }

    private SinkWriter<Object, Row> simulatedWriter(SimulatedFiles files) throws IOException {
        return sink(OutputMode.COMPLETE)
                .writer(new SinkContext(
                        "sink",
                        0,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        files.mount(SimulatedKafka.prompt().process("writer"))));
    }

    private static Map<FilePath, byte[]> visible(SimulatedFiles files) {
        Map<FilePath, byte[]> visible = new TreeMap<>(files.contents());
        visible.keySet().removeIf(path -> path.location().contains("_staging"));
        return visible;
    }

    private static long countIn(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    @Test
    void resultIsInItsOrder() throws Exception {
        put("1", "c", "a", "c", "b", "c", "b", "d");

        run(counts().orderBy(col("count").desc(), col("name"))
                .limit(3)
                .writeStream()
                .format("parquet"));

        assertThat(result("parquet"))
                .containsExactly("{name: c, count: 3}", "{name: b, count: 2}", "{name: a, count: 1}");
    }

    @Test
    void resultThatBecomesEmptyIsReplacedToo() throws Exception {
        RowStream single = counts().filter(col("count").equalTo(1));
        put("1", "a");
        run(single.writeStream().format("parquet"));
        assertThat(result("parquet")).hasSize(1);

        put("2", "a");
        run(single.writeStream().format("parquet"));
        assertThat(files()).containsExactly("result.parquet");
        assertThat(result("parquet")).isEmpty();
    }

    @Test
    void nothingStagedRemains() throws Exception {
        put("1", "a");
        run(counts().writeStream());

        try (Stream<Path> staged = Files.walk(out.resolve("_staging"))) {
            assertThat(staged.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString()))
                    .containsExactly("query");
        }
    }

    @ParameterizedTest
    @CsvSource({"partitionBy, name", "maxRecordsPerFile, 10", "maxBytesPerFile, 1000"})
    void whatWouldMakeSeveralFilesIsRefusedBeforeAnythingIsMade(String cut, String value) {
        RowStreamWriter writer = counts().writeStream();
        RowStreamWriter several = cut.equals("partitionBy") ? writer.partitionBy(value) : writer.option(cut, value);

        assertThatThrownBy(() -> started(several.outputMode("complete")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("in output mode complete with " + cut + ": the whole result is one file");
        assertThat(out).doesNotExist();
        assertThat(directory.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void updateIsRefused() {
        assertThatThrownBy(() -> started(counts().writeStream().outputMode("update")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("it takes [append, complete]");
    }

    @Test
    void directoryWithOtherFilesIsRefused() throws Exception {
        put("1", "a");
        run(counts().writeStream().format("json"));

        assertThatThrownBy(() -> run(counts().writeStream().format("csv")))
                .hasStackTraceContaining("result.json is there, which a reader would take for a part of the result");
        assertThat(files()).containsExactly("result.json");
    }

    @Test
    void anotherModeIsRefused() throws Exception {
        put("1", "a");
        run(counts().writeStream().format("json"));

        SinkContext context = context(queryId());
        assertThatThrownBy(() -> sink(OutputMode.APPEND).writer(context))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("or this one did in another output mode");
    }

    private UUID queryId() throws IOException {
        return UUID.fromString(
                Files.readString(out.resolve("_staging").resolve("query")).split(" ")[0]);
    }

    @Test
    void ownerThatWasReplacedNeverReplacesALaterResult() throws Exception {
        UUID query = UUID.randomUUID();
        try (SinkWriter<Object, Row> replaced = sink(OutputMode.COMPLETE).writer(context(query));
                SinkWriter<Object, Row> owner = sink(OutputMode.COMPLETE).writer(context(query))) {
            Receipt first = staged(replaced, 0, 1);
            owner.publish(first);
            owner.sweep(List.of(first));
            Receipt second = staged(owner, 1, 2);
            owner.publish(second);

            replaced.publish(first);
            assertThat(result("json")).containsExactly("{name: a, count: 2}");

            owner.publish(first);
            owner.publish(second);
            owner.sweep(List.of(first, second));
            assertThat(result("json")).containsExactly("{name: a, count: 2}");
        }
    }

    @Test
    void resultThatSomebodyChangedIsFound() throws Exception {
        UUID query = UUID.randomUUID();
        try (SinkWriter<Object, Row> writer = sink(OutputMode.COMPLETE).writer(context(query))) {
            Receipt receipt = staged(writer, 0, 1);
            writer.publish(receipt);
            Files.writeString(out.resolve("result.json"), "{}");

            writer.publish(receipt);
            assertThatThrownBy(() -> writer.sweep(List.of(receipt)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another file is there, of 2 bytes instead of");
        }
    }

    private static Receipt staged(SinkWriter<Object, Row> writer, long epoch, long count) throws IOException {
        writer.write(new Record<>(null, Row.of(Schema.of(COUNTS), "a", count), 0));
        return writer.stage(epoch, List.of());
    }

    private Sink<Object, Row> sink(OutputMode mode) {
        return new JsonOutput()
                .open(new OutputRequest(
                        Execution.STREAM,
                        null,
                        FilePath.of(out.toString()),
                        Options.none(),
                        Schema.of(COUNTS),
                        List.of(),
                        mode))
                .sink();
    }

    private static SinkContext context(UUID query) {
        return new SinkContext("sink", 0, UUID.randomUUID(), query, new InstalledFileTrees(UUID::randomUUID));
    }

    @Test
    void auditTellsTheEpochOfTheResult() throws Exception {
        put("1", "a");
        put("2", "b");
        run(counts().writeStream());

        AuditReport report = OutputAudit.of(out.toString());
        assertThat(report.isExact()).isTrue();
        assertThat(report)
                .hasToString("result.parquet is the whole result of epoch 1 of sink 'sink', partition 0, of query "
                        + queryId() + ": nothing else is there.");
    }

    @Test
    void auditFindsFilesBesideAndUnderOtherNames() throws Exception {
        put("1", "a");
        run(counts().writeStream());
        Path result = out.resolve("result.parquet");
        Files.copy(result, Files.createDirectories(out.resolve("old=1")).resolve("result.parquet"));
        assertThat(OutputAudit.of(out.toString()).faults())
                .hasSize(1)
                .allMatch(fault -> fault.contains("beside a whole result there are other files"));

        Files.delete(out.resolve("old=1").resolve("result.parquet"));
        String id = queryId().toString().substring(0, FileName.QUERY_LENGTH);
        Files.move(result, out.resolve("part-" + id + "-sink-0-0-0.parquet"));
        assertThat(OutputAudit.of(out.toString()).faults())
                .hasSize(1)
                .allMatch(fault -> fault.contains("it was renamed: "));
    }

    private RowStream counts() {
        return Rows.readStream()
                .schema("name STRING")
                .option("maxFilesPerTrigger", 1)
                .json(in.toString())
                .groupBy("name")
                .agg(count("*").as("count"));
    }

    private void run(RowStreamWriter writer) throws InterruptedException {
        assertThat(started(writer.outputMode("complete")).awaitTermination(Duration.ofSeconds(30)))
                .isTrue();
    }

    private StreamingQuery started(RowStreamWriter writer) {
        return writer.option("checkpointLocation", directory.resolve("checkpoint"))
                .option("stateDir", directory.resolve("state"))
                .option("statePartitions", 2)
                .trigger(Trigger.availableNow())
                .start(out.toString());
    }

    private void put(String name, String... names) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String each : names) {
            lines.append("{\"name\":\"").append(each).append("\"}\n");
        }
        Files.move(Files.writeString(in.resolve("." + name), lines), in.resolve(name + ".json"));
    }

    private List<String> result(String format) {
        return Rows.read().schema(COUNTS).format(format).load(out.toString()).collect().stream()
                .map(Row::toString)
                .toList();
    }

    private List<String> files() throws IOException {
        if (!Files.exists(out)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("_staging"))
                    .toList();
        }
    }
}
