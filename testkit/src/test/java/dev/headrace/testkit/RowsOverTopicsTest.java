package dev.headrace.testkit;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.current_timestamp;
import static dev.headrace.rows.Functions.sum;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.common.KeyValue;
import dev.headrace.errors.TopologyException;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.RowStreamWriter;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.AutoOffsetReset;
import dev.headrace.topology.TopicSourceNode;
import dev.headrace.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of topics that go on as rows, under the Kafka commit log. */
class RowsOverTopicsTest {

    private static final Schema ORDERS = Schema.of("name STRING, price BIGINT, at TIMESTAMP");
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private final StreamsBuilder builder = new StreamsBuilder();
    private final KStream<String, Long> records =
            builder.stream("orders", Consumed.with(Serdes.String(), Serdes.Long()));
    private final RowStream orders = Rows.of(
            records,
            ORDERS,
            record -> Row.of(ORDERS, record.key(), record.value(), Instant.ofEpochMilli(record.timestamp())));

    private static TestInputTopic<String, Long> input(TopologyTestDriver driver) {
        return driver.createInputTopic(
                "orders", new StringSerializer(), new LongSerializer(), START, Duration.ofSeconds(1));
    }

    private void toTopic(RowStream rows, OutputMode mode) {
        rows.toKStream(builder, "rows", mode)
                .map((key, row) -> KeyValue.pair(row.get(0).toString(), row.toString()))
                .to("rows", Produced.with(Serdes.String(), Serdes.String()));
    }

    private static List<String> output(TopologyTestDriver driver) {
        return driver.createOutputTopic("rows", new StringDeserializer(), new StringDeserializer())
                .readValuesToList();
    }

    @Test
    void keysAndTimesOfRecordsAreColumns() {
        toTopic(orders.filter(col("price").gt(1)).select("name", "at"), OutputMode.APPEND);

        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build())) {
            TestInputTopic<String, Long> input = input(driver);
            input.pipeInput("a", 1L);
            input.pipeInput("b", 2L);

            assertThat(output(driver)).containsExactly("{name: b, at: 2026-11-27T10:00:01Z}");
        }
    }

    @Test
    void groupsAreKeptBehindARepartitionTopicAndOutliveACrash() {
        toTopic(orders.groupBy("name").agg(sum("price").as("revenue")), OutputMode.UPDATE);

        try (TopologyTestDriver driver = TopologyTestDriver.builder(builder.build())
                .partitionsPerTopic(3)
                .build()) {
            TestInputTopic<String, Long> input = input(driver);
            input.pipeInput("a", 1L);
            input.pipeInput("b", 2L);
            driver.crash();
            input.pipeInput("a", 3L);

            assertThat(output(driver))
                    .containsExactly("{name: a, revenue: 1}", "{name: b, revenue: 2}", "{name: a, revenue: 4}");
            assertThat(driver.producedTopicNames()).anyMatch(topic -> topic.endsWith("rows-groups-0-repartition"));
        }
    }

    @Test
    void firstRowsOfKeysPass() {
        toTopic(orders.dropDuplicates("name"), OutputMode.APPEND);

        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build())) {
            TestInputTopic<String, Long> input = input(driver);
            input.pipeInput("a", 1L);
            input.pipeInput("a", 2L);
            input.pipeInput("b", 3L);

            assertThat(output(driver)).hasSize(2);
        }
    }

    /** What is written to a repartition topic before anybody reads it counts, whatever the default for topics is. */
    @Test
    void repartitionTopicIsReadFromItsBeginning() {
        toTopic(orders.groupBy("name").count(), OutputMode.UPDATE);

        assertThat(builder.build().plan().subTopologies().stream()
                        .flatMap(sub -> sub.sources().stream())
                        .filter(TopicSourceNode.class::isInstance)
                        .map(TopicSourceNode.class::cast)
                        .filter(source -> source.name().startsWith("rows-groups"))
                        .map(source -> source.offsetReset()))
                .containsExactly(AutoOffsetReset.earliest());
    }

    @Test
    void nowIsWhenTheEpochOpened() {
        toTopic(orders.select(current_timestamp().as("now")), OutputMode.APPEND);

        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), START)) {
            TestInputTopic<String, Long> input = input(driver);
            input.pipeInput("a", 1L);
            driver.advanceWallClockTime(Duration.ofMinutes(1));
            input.pipeInput("b", 2L);

            assertThat(output(driver)).containsExactly("{now: 2026-11-27T10:00:00Z}", "{now: 2026-11-27T10:01:00Z}");
        }
    }

    /** The one task of a gathered sink writes what comes from all partitions. */
    @Test
    void memoryShowsTheRowsOfAllPartitionsOnce() {
        orders.filter(col("price").lt(10)).writeStream().format("memory").addTo(builder, "cheap");

        try (TopologyTestDriver driver = TopologyTestDriver.builder(builder.build())
                .partitionsPerTopic(3)
                .build()) {
            TestInputTopic<String, Long> input = input(driver);
            List.of("a", "b", "c", "d").forEach(name -> input.pipeInput(name, 5L));
            input.pipeInput("e", 10L);

            assertThat(Rows.table("cheap").collect())
                    .extracting(row -> row.getString("name"))
                    .containsExactlyInAnyOrder("a", "b", "c", "d");
        }
    }

    @Test
    void watermarkIsRefusedAtTheStart() {
        toTopic(
                orders.withWatermark("at", "10 seconds")
                        .groupBy(window(col("at"), "10 seconds"))
                        .count(),
                OutputMode.APPEND);

        assertThatThrownBy(() -> new TopologyTestDriver(builder.build()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining(
                        "node 'rows-watermark-0' under the Kafka commit log: a watermark is one of all tasks")
                .hasMessageContaining("CommitLog.directory(..)");
    }

    @Test
    void wholeResultIsRefusedAtTheStart() {
        orders.groupBy("name")
                .count()
                .orderBy("name")
                .writeStream()
                .outputMode("complete")
                .format("memory")
                .addTo(builder, "totals");

        assertThatThrownBy(() -> new TopologyTestDriver(builder.build()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("output mode complete");
    }

    @Test
    void batchesWithNumbersAreRefusedBeforeAnythingIsMade(@TempDir Path directory) {
        RowStreamWriter writer = orders.writeStream()
                .foreachBatch((batch, number) -> {})
                .trigger(Trigger.availableNow())
                .option("stateDir", directory.resolve("state"))
                .commitLog(CommitLog.kafka("refused", "nowhere:9092"));

        assertThatThrownBy(writer::start)
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("node 'sink' under the Kafka commit log: foreachBatch");
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void topicsAreRefusedUnderTheDirectoryLog(@TempDir Path directory) {
        RowStreamWriter writer =
                orders.writeStream().format("console").option("checkpointLocation", directory.resolve("checkpoint"));

        assertThatThrownBy(writer::start)
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("reads a Kafka topic")
                .hasMessageContaining("CommitLog.kafka(..)");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatGoesFromRecordsToRowsAndBackIsCrashProof() {
        CrashTest.of(RowsOverTopicsTest::revenue)
                .input("orders", new StringSerializer(), new LongSerializer(), crashInput())
                .partitionsPerTopic(2)
                .compare("rows", Comparison.LAST_PER_KEY)
                .runsMax(100)
                .run();
    }

    private static Topology revenue() {
        RowsOverTopicsTest test = new RowsOverTopicsTest();
        test.toTopic(
                test.orders
                        .filter(col("price").gt(0))
                        .groupBy("name")
                        .agg(sum("price").as("revenue")),
                OutputMode.UPDATE);
        return test.builder.build();
    }

    private static List<TestRecord<String, Long>> crashInput() {
        return LongStream.range(0, 12)
                .mapToObj(value -> new TestRecord<>("k" + value % 4, value))
                .toList();
    }
}
