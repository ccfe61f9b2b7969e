package dev.headrace.files;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.sum;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.headrace.common.KeyValue;
import dev.headrace.files.json.JsonOutput;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.Named;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.port.FilePath;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.Options;
import dev.headrace.rows.spi.OutputRequest;
import dev.headrace.sink.Sink;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.Trigger;
import dev.headrace.testkit.Comparison;
import dev.headrace.testkit.CrashTest;
import dev.headrace.testkit.TestRecord;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries from files to files die at each operation on a file and each stage of a commit; their output is exact all the same. */
class FileCrashTest {

    private static final String DDL = "id BIGINT, at TIMESTAMP, price DOUBLE";

    @Test
    void filteredRowsAreWrittenOnce() {
        CrashTest.overFiles(() -> orders().filter(col("price").gt(1))
                        .writeStream()
                        .format("json")
                        .toTopology("/out"))
                .file("/in/1.json", lines(0, 6))
                .file("/in/2.json", lines(6, 9))
                .output("/out", "json")
                .run();
    }

    /** Of each file the filter wants one row group, and of that some pages. */
    @Test
    void rowsOfRowGroupsThatAreNotPassedOverAreWrittenOnce(@TempDir Path directory) throws IOException {
        CrashTest.overFiles(() -> Rows.readStream()
                        .schema(DDL)
                        .parquet("/in")
                        .filter(col("id").between(402L, 404L).or(col("id").between(5402L, 5404L)))
                        .writeStream()
                        .format("json")
                        .toTopology("/out"))
                .file("/in/1.parquet", parquet(directory.resolve("1"), 0))
                .file("/in/2.parquet", parquet(directory.resolve("2"), 5000))
                .output("/out", "json")
                .runsMax(200)
                .run();
    }

    private static byte[] parquet(Path directory, long from) throws IOException {
        Schema schema = Schema.of("id BIGINT, price DOUBLE");
        Rows.of(
                        schema,
                        LongStream.range(0, 5000)
                                .mapToObj(each -> Row.of(schema, from + each, (double) each))
                                .toList())
                .write()
                .option("parquet.block.size", 4096)
                .option("parquet.page.size", 512)
                .parquet(directory.toString());
        try (Stream<Path> files = Files.list(directory)) {
            return Files.readAllBytes(files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @Test
    void windowsAreCountedOnce() {
        CrashTest.overFiles(FileCrashTest::windows)
                .file("/in/1.json", lines(0, 6))
                .file("/in/2.json", lines(6, 9))
                .file("/in/3.json", lines(9, 12))
                .output("/out", "parquet")
                .runsMax(600)
                .run();
    }

    private static Topology windows() {
        return orders().withWatermark("at", "10 seconds")
                .groupBy(window(col("at"), "10 seconds"), col("id").mod(2).as("odd"))
                .agg(count("*").as("orders"), sum("price").as("revenue"))
                .writeStream()
                .format("parquet")
                .option("statePartitions", 2)
                .toTopology("/out");
    }

    /** Whoever publishes late or twice, the last epoch's result is the one that is there. */
    @Test
    void wholeResultIsTheLastOne() {
        CrashTest.overFiles(FileCrashTest::ordersByPrice)
                .file("/in/1.json", lines(0, 6))
                .file("/in/2.json", lines(6, 9))
                .file("/in/3.json", lines(9, 12))
                .output("/out", "json")
                .runsMax(600)
                .run();
    }

    private static Topology ordersByPrice() {
        return orders().groupBy("price")
                .agg(count("*").as("orders"))
                .writeStream()
                .outputMode("complete")
                .format("json")
                .option("statePartitions", 2)
                .toTopology("/out");
    }

    @Test
    void filesThatAManifestListsAreWrittenOnce() {
        CrashTest.overFiles(FileCrashTest::manyFiles)
                .file("/in/1.json", lines(0, 6))
                .file("/in/2.json", lines(6, 12))
                .output("/out", "json")
                .run();
    }

    private static Topology manyFiles() {
        StreamsBuilder builder = new StreamsBuilder();
        orders().toKStream(builder, "orders").to(listedInManifests(orders().schema(), "price"), Named.as("files"));
        return builder.build();
    }

    /** One query, one commit: purchases go to a topic and into files. */
    @Test
    void topicAndFilesAreWrittenTogether() {
        CrashTest.of(FileCrashTest::toTopicAndFiles)
                .input("events", new StringSerializer(), new LongSerializer(), events())
                .output("/out", "json")
                .runsMax(500)
                .run();
    }

    private static Topology toTopicAndFiles() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, Long> large = builder.stream("events", Consumed.with(Serdes.String(), Serdes.Long()))
                .filter((key, value) -> value % 3 != 0);
        large.to("large", Produced.with(Serdes.String(), Serdes.Long()));
        Schema schema = Schema.of("name STRING, value BIGINT");
        large.mapValues((key, value) -> Row.of(schema, key, value))
                .to(listedInManifests(schema, "name"), Named.as("files"));
        return builder.build();
    }

    /** What was read of the files is written down in a directory; where the query stands in it, in Kafka's transaction. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void filesGoIntoATopicAndFilesInOneTransaction(boolean planned) {
        CrashTest.of(FileCrashTest::filesToTopicAndFiles)
                .file("/in/1.json", lines(0, 6))
                .file("/in/2.json", lines(6, 9))
                .file("/in/3.json", lines(9, 12))
                .output("/out", "json")
                .expectOutput("orders", new LongDeserializer(), new StringDeserializer(), records -> assertThat(records)
                        .extracting(TestRecord::key)
                        .containsExactlyElementsOf(
                                LongStream.range(0, 12).boxed().toList()))
                .options(options -> options.trigger(
                        planned ? Trigger.processingTime(Duration.ZERO) : Trigger.continuous(Duration.ofMillis(100))))
                .runsMax(500)
                .run();
    }

    private static Topology filesToTopicAndFiles() {
        StreamsBuilder builder = new StreamsBuilder();
        RowStream orders = Rows.readStream()
                .schema(DDL)
                .option("sourceLog", "/log")
                .option("cleanSource", "delete")
                .json("/in");
        KStream<Row, Row> rows = orders.toKStream(builder, "orders");
        rows.map((key, row) -> KeyValue.pair(row.getLong("id"), row.toString()))
                .to("orders", Produced.with(Serdes.Long(), Serdes.String()));
        rows.to(listedInManifests(orders.schema(), "price"), Named.as("files"));
        return builder.build();
    }

    /** Files in directories, all of which are listed in manifests as soon as an epoch has two. */
    private static Sink<Object, Row> listedInManifests(Schema schema, String partitionBy) {
        FileSink sink = (FileSink) new JsonOutput()
                .open(new OutputRequest(
                        Execution.STREAM,
                        null,
                        FilePath.of("/out"),
                        Options.none(),
                        schema,
                        List.of(partitionBy),
                        OutputMode.APPEND))
                .sink();
        return sink.withListedBytesMax(0);
    }

    /** Records of a topic become rows: of one commit are the topic, the Parquet files, the groups and the positions. */
    @Test
    void rowsOfATopicAreWrittenToATopicAndToFilesTogether() {
        CrashTest.of(FileCrashTest::rowsOfATopic)
                .input("events", new StringSerializer(), new LongSerializer(), events())
                .compare("revenue", Comparison.LAST_PER_KEY)
                .output("/large", "parquet")
                .output("/firsts", "json")
                .partitionsPerTopic(2)
                .runsMax(120)
                .run();
    }

    private static Topology rowsOfATopic() {
        StreamsBuilder builder = new StreamsBuilder();
        Schema schema = Schema.of("name STRING, value BIGINT");
        RowStream large = Rows.of(
                        builder.stream("events", Consumed.with(Serdes.String(), Serdes.Long())),
                        schema,
                        record -> Row.of(schema, record.key(), record.value()))
                .filter(col("value").mod(3).notEqual(0));
        large.groupBy("name")
                .agg(sum("value").as("revenue"))
                .toKStream(builder, "sums", OutputMode.UPDATE)
                .map((key, row) -> KeyValue.pair(row.getString("name"), row.getLong("revenue")))
                .to("revenue", Produced.with(Serdes.String(), Serdes.Long()));
        large.dropDuplicates("name").writeStream().format("json").addTo(builder, "firsts", "/firsts");
        large.writeStream().format("parquet").addTo(builder, "large", "/large");
        return builder.build();
    }

    /** Records of a source that is no topic become rows, in a query without a broker. */
    @Test
    void rowsOfASourceAreWrittenToFiles() {
        CrashTest.overFiles(FileCrashTest::rowsOfASource)
                .file("/in/1.json", lines(0, 6))
                .file("/in/2.json", lines(6, 9))
                .output("/out", "parquet")
                .runsMax(120)
                .run();
    }

    private static Topology rowsOfASource() {
        StreamsBuilder builder = new StreamsBuilder();
        Schema schema = Schema.of(DDL);
        KStream<Row, Row> orders = orders().toKStream(builder, "orders");
        return Rows.of(orders.filter((key, row) -> row.getLong("id") != 3), schema, record -> record.value())
                .withWatermark("at", "10 seconds")
                .groupBy(window(col("at"), "10 seconds"))
                .agg(count("*").as("orders"))
                .writeStream()
                .format("parquet")
                .toTopology("/out");
    }

    private static List<TestRecord<String, Long>> events() {
        return LongStream.range(0, 12)
                .mapToObj(value -> new TestRecord<>("k" + value % 4, value))
                .toList();
    }

    static Stream<Arguments> pipelines() {
        return Stream.of(
                arguments("windows", (Supplier<Topology>) FileCrashTest::windows),
                arguments("whole result", (Supplier<Topology>) FileCrashTest::ordersByPrice),
                arguments("duplicates", (Supplier<Topology>) () -> orders().dropDuplicates("price")
                        .writeStream()
                        .format("json")
                        .option("maxRecordsPerFile", 2)
                        .toTopology("/out")),
                arguments("manifests", (Supplier<Topology>) FileCrashTest::manyFiles),
                arguments("directories", (Supplier<Topology>) () -> Rows.readStream()
                        .schema(DDL)
                        .option("numPartitions", 2)
                        .option("maxFilesPerTrigger", 1)
                        .option("cleanSource", "delete")
                        .json("/in")
                        .writeStream()
                        .partitionBy("price")
                        .format("json")
                        .toTopology("/out")));
    }

    /** Every fault, and many second ones; with the engine's background in different orders. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    @Tag("soak")
    void pipelines(String name, Supplier<Topology> topology) {
        CrashTest.overFiles(topology)
                .file("/in/1.json", lines(0, 6))
                .file("/in/2.json", lines(6, 9))
                .file("/in/3.json", lines(9, 12))
                .output("/out", name.equals("windows") ? "parquet" : "json")
                .faultsInRecovery(1000)
                .seeds(0, 1, 2)
                .run();
    }

    private static RowStream orders() {
        return Rows.readStream().schema(DDL).json("/in");
    }

    /** An order every four seconds. */
    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int id = from; id < to; id++) {
            lines.append(String.format(
                    "{\"id\":%d,\"at\":\"2026-11-27T10:%02d:%02dZ\",\"price\":%d}%n",
                    id, id * 4 / 60, id * 4 % 60, id % 4));
        }
        return lines.toString();
    }
}
