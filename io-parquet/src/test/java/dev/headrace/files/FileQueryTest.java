package dev.headrace.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.Headrace;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.StreamsException;
import dev.headrace.files.json.JsonInput;
import dev.headrace.files.json.JsonOutput;
import dev.headrace.kstream.Named;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.parquet.ParquetInput;
import dev.headrace.parquet.ParquetOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.InstalledFileTrees;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.InputRequest;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.OutputRequest;
import dev.headrace.rows.spi.RowInput;
import dev.headrace.rows.spi.RowInputFormat;
import dev.headrace.rows.spi.RowOutputFormat;
import dev.headrace.rows.spi.RowReader;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Directories of files flow into directories of files, over the real engine and file system. */
@Timeout(60)
class FileQueryTest {

    private static final Schema SCHEMA = Schema.of("id BIGINT, name STRING");
    private static final InstalledFileTrees FILES = new InstalledFileTrees(UUID::randomUUID);

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
    void eachRowOfEachFileArrivesOnce() throws Exception {
        put("a.json", 0, 10);
        put("b.json", 10, 25);

        run(Map.of("maxFilesPerTrigger", "1"), List.of());

        assertThat(ids(out)).containsExactlyElementsOf(range(0, 25));
        assertThat(files(out)).hasSize(2).allMatch(name -> name.matches("part-[0-9a-f]{8}-out-0-[01]-0\\.parquet"));
    }

    @Test
    void laterFilesAreReadByALaterRunAndEarlierOnesNotAgain() throws Exception {
        put("a.json", 0, 10);
        run(Map.of(), List.of());
        List<String> before = files(out);

        run(Map.of(), List.of());
        assertThat(files(out)).isEqualTo(before);

        put("b.json", 10, 12);
        run(Map.of(), List.of());
        assertThat(ids(out)).containsExactlyElementsOf(range(0, 12));
    }

    @Test
    void nothingStagedRemains() throws Exception {
        put("a.json", 0, 10);
        run(Map.of(), List.of());

        try (Stream<Path> staged = Files.walk(out.resolve("_staging"))) {
            assertThat(staged.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString()))
                    .containsExactly("query");
        }
    }

    @Test
    void columnsBecomeDirectoriesAndColumnsAgain() throws Exception {
        put("a.json", 0, 4);

        run(Map.of(), List.of("name"));

        assertThat(out.resolve("name=even")).isDirectory();
        assertThat(out.resolve("name=odd")).isDirectory();
        assertThat(rows(new ParquetInput(), out, SCHEMA))
                .extracting(row -> row.getLong("id") + row.getString("name"))
                .containsExactlyInAnyOrder("0even", "1odd", "2even", "3odd");
    }

    @Test
    void outputOfAnotherCheckpointIsRefused() throws Exception {
        put("a.json", 0, 4);
        run(Map.of(), List.of());

        StreamingQuery other = Headrace.start(
                topology(Map.of(), List.of(), new ParquetOutput()),
                options(directory.resolve("other"), Trigger.once()));

        assertThatThrownBy(() -> other.awaitTermination(Duration.ofSeconds(30)))
                .hasStackTraceContaining("it belongs to another query");
    }

    @Test
    void damagedFileFailsTheQueryAndIsNamed() throws Exception {
        put("a.json", 0, 4);
        Files.writeString(in.resolve("b.json"), "{\"id\": 7, \"na");

        StreamingQuery query = Headrace.start(
                topology(Map.of(), List.of(), new ParquetOutput()),
                options(directory.resolve("checkpoint"), Trigger.once()));

        assertThatThrownBy(() -> query.awaitTermination(Duration.ofSeconds(30)))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("Cannot read line 1 of " + in.resolve("b.json"));
        assertThat(files(out)).isEmpty();
    }

    @Test
    void damagedFileIsPassedOverWhereThatIsWished() throws Exception {
        put("a.json", 0, 4);
        Files.writeString(in.resolve("b.json"), "{\"id\": 7, \"na");

        StreamingQuery query = run(Map.of("ignoreCorruptFiles", "true"), List.of());

        assertThat(ids(out)).containsExactlyElementsOf(range(0, 4));
        assertThat(query.recentProgress())
                .extracting(progress -> progress.sources().get(0).metrics())
                .containsExactly(Map.of("filesRead", "1", "filesDamaged", "1"));
    }

    @Test
    void filesThatAreReadAreArchived() throws Exception {
        put("a.json", 0, 4);
        Path archive = directory.resolve("archive");

        run(Map.of("cleanSource", "archive", "sourceArchiveDir", archive.toString()), List.of());

        assertThat(in.resolve("a.json")).doesNotExist();
        try (Stream<Path> archived = Files.walk(archive)) {
            assertThat(archived.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void fileThatCameUnderTheNameOfOneThatWasReadIsNotCleanedAway() throws Exception {
        put("a.json", 0, 4);
        run(Map.of("cleanSource", "delete"), List.of());
        assertThat(in.resolve("a.json")).doesNotExist();

        put("a.json", 100, 107);
        put("b.json", 4, 8);
        run(Map.of("cleanSource", "delete"), List.of());

        assertThat(in.resolve("a.json")).exists();
        assertThat(in.resolve("b.json")).doesNotExist();
    }

    @Test
    void archivedFileIsNotReplacedByAnotherOfItsName() throws Exception {
        Path archive = directory.resolve("archive");
        Path archived = archive.resolve(in.toString().substring(1)).resolve("a.json");
        Files.createDirectories(archived.getParent());
        Files.writeString(archived, "of last year");
        put("a.json", 0, 4);

        run(Map.of("cleanSource", "archive", "sourceArchiveDir", archive.toString()), List.of());

        assertThat(archived).hasContent("of last year");
        assertThat(in.resolve("a.json")).exists();
        assertThat(ids(out)).containsExactlyElementsOf(range(0, 4));
    }

    @Test
    void continuousQueryFindsFilesAsTheyCome() throws Exception {
        put("a.json", 0, 10);
        StreamingQuery query = Headrace.start(
                topology(Map.of("numPartitions", "2"), Map.of("smallFiles", "true"), List.of(), new ParquetOutput()),
                options(directory.resolve("checkpoint"), Trigger.continuous(Duration.ofMillis(50))));
        await(() -> ids(out).size() == 10);
        put("b.json", 10, 20);
        put("c.json", 20, 30);
        await(() -> ids(out).size() == 30);
        query.stop();

        run(Map.of("numPartitions", "2"), List.of());
        assertThat(ids(out)).containsExactlyElementsOf(range(0, 30));
    }

    @Test
    void whatIsThereAtTheStartWaitsForNoTick() throws Exception {
        for (int start = 1; start <= 2; start++) {
            int rows = 10 * start;
            put(start + ".json", rows - 10, rows);
            StreamingQuery query = Headrace.start(
                    topology(Map.of(), List.of(), new ParquetOutput()),
                    options(directory.resolve("checkpoint"), Trigger.processingTime(Duration.ofDays(10_000))));
            await(() -> ids(out).size() == rows);
            query.stop();
        }
    }

    @Test
    void continuousQueryThatWouldLeaveManySmallFilesIsRefused() {
        assertThatThrownBy(() -> Headrace.start(
                        topology(Map.of(), List.of(), new ParquetOutput()),
                        options(directory.resolve("checkpoint"), Trigger.continuous(Duration.ofMillis(999)))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot commit every 999 ms with sink 'out' (")
                .hasMessageContaining("it takes 1000 ms or longer")
                .hasMessageEndingWith("write .option(\"smallFiles\", true) if they are wanted");
        assertThat(directory.resolve("checkpoint")).doesNotExist();
        assertThat(out).doesNotExist();
    }

    @Test
    void whatIsAvailableIsMoreThanOneEpochMayRead() throws Exception {
        for (int file = 0; file < 20; file++) {
            put("f" + file + ".json", 10 * file, 10 * file + 10);
        }
        StreamingQuery query = Headrace.start(
                topology(Map.of("maxFilesPerTrigger", "1"), List.of(), new ParquetOutput()),
                options(directory.resolve("checkpoint"), Trigger.processingTime(Duration.ZERO)));
        query.processAllAvailable();

        assertThat(ids(out)).containsExactlyElementsOf(range(0, 200));
        query.stop();
    }

    @Test
    void otherNumberOfPartitionsIsRefused() throws Exception {
        put("a.json", 0, 10);
        run(Map.of("numPartitions", "2"), List.of());

        assertThatThrownBy(() -> Headrace.start(
                                topology(Map.of("numPartitions", "3"), List.of(), new ParquetOutput()),
                                options(directory.resolve("checkpoint"), Trigger.availableNow()))
                        .awaitTermination(Duration.ofSeconds(30)))
                .hasStackTraceContaining("the checkpoint has it in 2. Write .option(\"numPartitions\", 2)");
    }

    @Test
    void whatWasReadLongAgoIsForgottenButNotReadAgain() throws Exception {
        for (int file = 0; file < 120; file++) {
            put("f" + file + ".json", file, file + 1);
        }

        run(Map.of("maxFilesPerTrigger", "1"), List.of());
        put("late.json", 120, 121);
        run(Map.of("maxFilesPerTrigger", "1"), List.of());

        assertThat(ids(out)).containsExactlyElementsOf(range(0, 121));
        assertThat(files(directory.resolve("checkpoint/sources/KSTREAM-SOURCE-0000000000")))
                .hasSizeLessThan(30);
    }

    @Test
    void severalTasksReadDifferentFiles() throws Exception {
        for (int file = 0; file < 8; file++) {
            put("f" + file + ".json", file * 10, file * 10 + 10);
        }

        run(Map.of("numPartitions", "3", "maxFilesPerTrigger", "5"), List.of());

        assertThat(ids(out)).containsExactlyElementsOf(range(0, 80));
    }

    @Test
    void jsonIsWrittenAsItIsRead() throws Exception {
        put("a.json", 0, 3);
        Headrace.start(
                        topology(Map.of(), List.of(), new JsonOutput()),
                        options(directory.resolve("checkpoint"), Trigger.once()))
                .awaitTermination();

        assertThat(rows(new JsonInput(), out, SCHEMA)).isEqualTo(rows(new JsonInput(), in, SCHEMA));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.onSpinWait();
        }
    }

    private StreamingQuery run(Map<String, String> readOptions, List<String> partitionBy) throws InterruptedException {
        StreamingQuery query = Headrace.start(
                topology(readOptions, partitionBy, new ParquetOutput()),
                options(directory.resolve("checkpoint"), Trigger.availableNow()));
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();
        return query;
    }

    private Topology topology(Map<String, String> readOptions, List<String> partitionBy, RowOutputFormat format) {
        return topology(readOptions, Map.of(), partitionBy, format);
    }

    private Topology topology(
            Map<String, String> readOptions,
            Map<String, String> writeOptions,
            List<String> partitionBy,
            RowOutputFormat format) {
        RowInput input = new JsonInput()
                .open(new InputRequest(
                        Execution.STREAM, List.of(FilePath.of(in.toString())), Options.of(readOptions), SCHEMA, FILES));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(input.stream())
                .to(
                        format.open(new OutputRequest(
                                        Execution.STREAM,
                                        null,
                                        FilePath.of(out.toString()),
                                        Options.of(writeOptions),
                                        SCHEMA,
                                        partitionBy,
                                        OutputMode.APPEND))
                                .sink(),
                        Named.as("out"));
        return builder.build();
    }

    private QueryOptions options(Path checkpoint, Trigger trigger) {
        return QueryOptions.builder()
                .commitLog(CommitLog.directory(checkpoint))
                .stateDir(directory.resolve("state"))
                .trigger(trigger)
                .workers(2)
                .build();
    }

    /** As a file has to appear: with all its bytes. */
    private void put(String name, int from, int to) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int id = from; id < to; id++) {
            lines.append("{\"id\":")
                    .append(id)
                    .append(",\"name\":\"")
                    .append(id % 2 == 0 ? "even" : "odd")
                    .append("\"}\n");
        }
        Path hidden = Files.writeString(in.resolve("." + name), lines);
        Files.move(hidden, in.resolve(name));
    }

    private static List<Row> rows(RowInputFormat format, Path path, Schema schema) throws IOException {
        RowInput input = format.open(new InputRequest(
                Execution.BATCH, List.of(FilePath.of(path.toString())), Options.none(), schema, FILES));
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = input.rows()) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<Long> ids(Path path) throws IOException {
        return rows(new ParquetInput(), path, SCHEMA).stream()
                .map(row -> row.getLong("id"))
                .sorted()
                .toList();
    }

    private static List<Long> range(int from, int to) {
        return Stream.iterate((long) from, id -> id + 1).limit(to - from).toList();
    }

    private static List<String> files(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
