package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.headrace.common.KeyValue;
import dev.headrace.errors.StreamsException;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.processor.Processor;
import dev.headrace.processor.Record;
import dev.headrace.processor.RecordContext;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.QueryableStoreTypes;
import dev.headrace.state.ReadOnlyKeyValueStore;
import dev.headrace.state.ValueAndTimestamp;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.StreamsConfig;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TopologyTestDriverTest {

    private static TestInputTopic<String, String> in(TopologyTestDriver driver) {
        return driver.createInputTopic(
                "in", new StringSerializer(), new StringSerializer(), Instant.ofEpochMilli(100), Duration.ofMillis(1));
    }

    private static TestOutputTopic<String, String> out(TopologyTestDriver driver) {
        return driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
    }

    private static TestOutputTopic<String, Long> counts(TopologyTestDriver driver) {
        return driver.createOutputTopic("out", new StringDeserializer(), new LongDeserializer());
    }

    @Test
    void forwardsKeyValueTimestampAndHeaders() {
        try (TopologyTestDriver driver = new TopologyTestDriver(Samples.passing())) {
            Headers headers = new RecordHeaders().add("h", new byte[] {1});
            TestRecord<String, String> record = new TestRecord<>("k", "v", headers, Instant.ofEpochMilli(7));
            in(driver).pipeInput(record);
            assertThat(out(driver).readRecord()).isEqualTo(record);
        }
    }

    @Test
    void givesRecordsTheTimeOfTheInputTopic() {
        try (TopologyTestDriver driver = new TopologyTestDriver(Samples.passing())) {
            TestInputTopic<String, String> in = in(driver);
            in.pipeInput("a");
            in.pipeInput("k", "b");
            in.advanceTime(Duration.ofMillis(10));
            in.pipeInput("k", "c");
            in.pipeInput("k", "d", 5L);
            in.pipeKeyValueList(
                    List.of(KeyValue.pair("k", "e"), KeyValue.pair("k", "f")),
                    Instant.ofEpochMilli(50),
                    Duration.ofMillis(2));
            assertThat(out(driver).readRecordsToList())
                    .extracting(TestRecord::value, TestRecord::timestamp)
                    .containsExactly(
                            tuple("a", 100L),
                            tuple("b", 101L),
                            tuple("c", 112L),
                            tuple("d", 5L),
                            tuple("e", 50L),
                            tuple("f", 52L));
        }
    }

    @Test
    void filtersAndFansOut() {
        Topology topology = Samples.each((context, record) -> {
            for (char each : record.value().toCharArray()) {
                if (each != '-') {
                    context.forward(record.withValue(String.valueOf(each)));
                }
            }
        });
        try (TopologyTestDriver driver = new TopologyTestDriver(topology)) {
            in(driver).pipeValueList(List.of("a-b", "-", "c"));
            assertThat(out(driver).readValuesToList()).containsExactly("a", "b", "c");
            assertThat(out(driver).isEmpty()).isTrue();
        }
    }

    @Test
    void countsInAStoreThatCanBeReadAndWritten() {
        try (TopologyTestDriver driver = new TopologyTestDriver(Samples.countingInMemory())) {
            KeyValueStore<String, Long> store = driver.getKeyValueStore(Samples.COUNTS);
            store.put("b", 10L);
            in(driver)
                    .pipeKeyValueList(List.of(KeyValue.pair("a", ""), KeyValue.pair("b", ""), KeyValue.pair("a", "")));
            assertThat(counts(driver).readKeyValuesToList())
                    .containsExactly(KeyValue.pair("a", 1L), KeyValue.pair("b", 11L), KeyValue.pair("a", 2L));
            assertThat(store.get("a")).isEqualTo(2L);
            assertThat(store.get("b")).isEqualTo(11L);
        }
    }

    @Test
    void namesTheTopicsThatWereWritten() {
        try (TopologyTestDriver driver = new TopologyTestDriver(
                Samples.countingByValue(Stores.inMemoryKeyValueStore(Samples.COUNTS), null), applicationId("app"))) {
            assertThat(driver.producedTopicNames()).isEmpty();
            in(driver).pipeInput("k", "v");
            assertThat(driver.producedTopicNames())
                    .containsExactlyInAnyOrder("out", "app-by-value-repartition", "app-counts-changelog");
        }
    }

    @Test
    void readsChangelogsAndRepartitionTopics() {
        try (TopologyTestDriver driver = new TopologyTestDriver(
                Samples.countingByValue(Stores.inMemoryKeyValueStore(Samples.COUNTS), null), applicationId("app"))) {
            in(driver).pipeInput("k", "v");
            assertThat(driver.createOutputTopic(
                                    "app-by-value-repartition", new StringDeserializer(), new StringDeserializer())
                            .readKeyValue())
                    .isEqualTo(KeyValue.pair("v", "v"));
            assertThat(driver.createOutputTopic(
                                    "app-counts-changelog", new StringDeserializer(), new LongDeserializer())
                            .readKeyValue())
                    .isEqualTo(KeyValue.pair("v", 1L));
        }
    }

    private static Properties applicationId(String id) {
        Properties properties = new Properties();
        properties.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, id);
        properties.setProperty(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "30000");
        return properties;
    }

    @Test
    void punctuatesByTheClockThatTheTestMoves() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        try (TopologyTestDriver driver = new TopologyTestDriver(Samples.ticking(), start)) {
            driver.advanceWallClockTime(Duration.ofMillis(999));
            assertThat(counts(driver).isEmpty()).isTrue();
            driver.advanceWallClockTime(Duration.ofMillis(1));
            assertThat(counts(driver).readRecord()).isEqualTo(new TestRecord<>("wall", 1L, start.plusSeconds(1)));
            driver.advanceWallClockTime(Duration.ofDays(400));
            assertThat(counts(driver).readRecordsToList())
                    .as("what was missed collapses into one")
                    .containsExactly(
                            new TestRecord<>("wall", 2L, start.plusSeconds(1).plus(Duration.ofDays(400))));
        }
    }

    @Test
    void punctuatesByStreamTime() {
        try (TopologyTestDriver driver = new TopologyTestDriver(Samples.ticking())) {
            TestInputTopic<String, String> in = in(driver);
            in.pipeInput("k", "v", 0L);
            in.pipeInput("k", "v", 9_999L);
            in.pipeInput("k", "v", 12_000L);
            in.pipeInput("k", "v", 19_999L);
            in.pipeInput("k", "v", 20_000L);
            assertThat(counts(driver).readRecordsToList())
                    .extracting(TestRecord::timestamp)
                    .containsExactly(0L, 12_000L, 20_000L);
        }
    }

    @Test
    void throwsWhatFailsInTheTopologyAndGoesOnAfterARestart() {
        boolean[] broken = {true};
        Topology topology = Samples.each((context, record) -> {
            if (broken[0] && record.value().equals("bad")) {
                throw new IllegalStateException("cannot take " + record.value());
            }
            context.forward(record);
        });
        try (TopologyTestDriver driver = new TopologyTestDriver(topology)) {
            TestInputTopic<String, String> in = in(driver);
            in.pipeInput("k", "good");
            assertThatThrownBy(() -> in.pipeInput("k", "bad"))
                    .isInstanceOf(StreamsException.class)
                    .hasMessageContaining("'each'")
                    .hasRootCauseInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> in.pipeInput("k", "more"))
                    .isInstanceOf(StreamsException.class)
                    .hasMessageContaining("restart()");
            broken[0] = false;
            driver.restart();
            assertThat(out(driver).readValuesToList()).containsExactly("good", "bad", "more");
        }
    }

    @Test
    void throwsWhenARecordCannotBeDecoded() {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new LongDeserializer(), "in");
        topology.addSink("sink", "out", "source");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology)) {
            assertThatThrownBy(() -> in(driver).pipeInput("k", "no long"))
                    .isInstanceOf(StreamsException.class)
                    .hasRootCauseInstanceOf(org.apache.kafka.common.errors.SerializationException.class);
        }
    }

    @Test
    void refusesTopicsThatTheTopologyDoesNotRead() {
        try (TopologyTestDriver driver = new TopologyTestDriver(Samples.passing())) {
            TestInputTopic<String, String> other =
                    driver.createInputTopic("other", new StringSerializer(), new StringSerializer());
            assertThatThrownBy(() -> other.pipeInput("v"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Unknown topic: other");
        }
    }

    @Test
    void saysThatNothingIsLeft() {
        try (TopologyTestDriver driver = new TopologyTestDriver(Samples.passing())) {
            assertThatThrownBy(() -> out(driver).readValue())
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("Uninitialized topic: out");
            in(driver).pipeInput("v");
            assertThat(out(driver).getQueueSize()).isEqualTo(1);
            out(driver).readValue();
            assertThatThrownBy(() -> out(driver).readValue())
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("Empty topic: out");
        }
    }

    @Test
    void routesToTopicsThatNobodyNamedBefore() {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addSink(
                "sink",
                (String key, String value, RecordContext context) -> "to-" + key,
                new StringSerializer(),
                new StringSerializer(),
                "source");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology)) {
            in(driver).pipeInput("a", "v");
            in(driver).pipeInput("b", "w");
            assertThat(driver.producedTopicNames()).containsExactlyInAnyOrder("to-a", "to-b");
            assertThat(driver.createOutputTopic("to-b", new StringDeserializer(), new StringDeserializer())
                            .readValue())
                    .isEqualTo("w");
        }
    }

    @Test
    void feedsATopicThatItAlsoReads() {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addSink("middle", "between", new StringSerializer(), new StringSerializer(), "source");
        topology.addSource("again", new StringDeserializer(), new StringDeserializer(), "between");
        topology.addSink("sink", "out", new StringSerializer(), new StringSerializer(), "again");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology)) {
            in(driver).pipeInput("k", "v");
            driver.createInputTopic("between", new StringSerializer(), new StringSerializer())
                    .pipeInput("k", "w");
            assertThat(out(driver).readValuesToList()).containsExactly("v", "w");
            assertThat(driver.createOutputTopic("between", new StringDeserializer(), new StringDeserializer())
                            .readValuesToList())
                    .as("without what the test piped itself")
                    .containsExactly("v");
        }
    }

    @Test
    void showsTimestampedStoresWithAndWithoutTimestamps() {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("count", Ignoring::new, "source");
        topology.addStateStore(
                Stores.timestampedKeyValueStoreBuilder(
                        Stores.persistentKeyValueStore("t"), Serdes.String(), Serdes.Long()),
                "count");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology)) {
            driver.<String, Long>getKeyValueStore("t").put("a", 1L);
            assertThat(driver.<String, Long>getTimestampedKeyValueStore("t")
                            .get("a")
                            .timestamp())
                    .isEqualTo(-1);
            assertThat(driver.<String, Long>getKeyValueStore("t").get("a")).isEqualTo(1L);
            assertThat(driver.<String, Long>getWindowStore("t")).isNull();
            assertThat(driver.getKeyValueStore("unknown")).isNull();
            assertThat(driver.getAllStateStores()).containsOnlyKeys("t");
            assertThatThrownBy(() -> driver.getStateStore("t"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("getTimestampedKeyValueStore()");
        }
    }

    @Test
    void keepsStateOverARestart() {
        for (Topology topology : List.of(Samples.countingInMemory(), Samples.countingOnDisk())) {
            try (TopologyTestDriver driver = new TopologyTestDriver(topology)) {
                in(driver).pipeInput("a", "");
                driver.restart();
                in(driver).pipeInput("a", "");
                assertThat(counts(driver).readValuesToList()).containsExactly(1L, 2L);
            }
        }
    }

    @Test
    void countsEachRecordOnceOverACrash() {
        for (Topology topology : List.of(Samples.countingInMemory(), Samples.countingOnDisk())) {
            try (TopologyTestDriver driver =
                    TopologyTestDriver.builder(topology).commitByHand().build()) {
                in(driver).pipeInput("a", "");
                driver.commit();
                in(driver).pipeInput("a", "");
                driver.crash();
                in(driver).pipeInput("a", "");
                assertThat(counts(driver).readValuesToList()).containsExactly(1L);
                driver.commit();
                assertThat(counts(driver).readValuesToList()).containsExactly(2L, 3L);
            }
        }
    }

    @Test
    void showsNothingBeforeTheCommit() {
        try (TopologyTestDriver driver = TopologyTestDriver.builder(Samples.countingOnDisk())
                .commitByHand()
                .build()) {
            in(driver).pipeInput("a", "");
            assertThat(counts(driver).isEmpty()).isTrue();
            assertThat(driver.store(Samples.COUNTS, QueryableStoreTypes.<String, Long>keyValueStore())
                            .get("a"))
                    .isNull();
            driver.commit();
            assertThat(counts(driver).readValuesToList()).containsExactly(1L);
            assertThat(driver.store(Samples.COUNTS, QueryableStoreTypes.<String, Long>keyValueStore())
                            .get("a"))
                    .isEqualTo(1L);
        }
    }

    @Test
    void showsTheValuesOfATableWithAndWithoutTimestamps() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey()
                .count(Materialized.as(Samples.COUNTS));
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build())) {
            in(driver).pipeInput("a", "", 7L);
            ReadOnlyKeyValueStore<String, Long> values =
                    driver.store(Samples.COUNTS, QueryableStoreTypes.keyValueStore());
            assertThat(values.get("a")).isEqualTo(1L);
            try (KeyValueIterator<String, Long> all = values.all()) {
                assertThat(all.next()).isEqualTo(KeyValue.pair("a", 1L));
            }
            ReadOnlyKeyValueStore<String, ValueAndTimestamp<Long>> withTimestamps =
                    driver.store(Samples.COUNTS, QueryableStoreTypes.timestampedKeyValueStore());
            assertThat(withTimestamps.get("a")).isEqualTo(ValueAndTimestamp.make(1L, 7));
        }
    }

    @Test
    void commitsWhenTheTriggerSaysSo() {
        try (TopologyTestDriver driver = TopologyTestDriver.builder(Samples.passing())
                .initialWallClockTime(Instant.ofEpochMilli(0))
                .trigger(Trigger.processingTime(Duration.ofSeconds(10)))
                .build()) {
            in(driver).pipeInput("u");
            assertThat(out(driver).readValuesToList()).containsExactly("u");
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            in(driver).pipeInput("v");
            assertThat(out(driver).isEmpty()).isTrue();
            driver.advanceWallClockTime(Duration.ofSeconds(9));
            assertThat(out(driver).readValuesToList()).containsExactly("v");
        }
    }

    @Test
    void spreadsKeysOverPartitionsAndWorkers() {
        try (TopologyTestDriver driver = TopologyTestDriver.builder(
                        Samples.countingByValue(Stores.persistentKeyValueStore(Samples.COUNTS), 3))
                .partitions("in", 2)
                .workers(2)
                .build()) {
            TestInputTopic<String, String> in = in(driver);
            for (int i = 0; i < 40; i++) {
                in.pipeInput("k" + i % 5, "v" + i % 4);
            }
            in.pipeInputTo(1, new TestRecord<>("k", "v0"));
            assertThat(counts(driver).readKeyValuesToMap())
                    .isEqualTo(Map.of("v0", 11L, "v1", 10L, "v2", 10L, "v3", 10L));
            assertThatThrownBy(() -> driver.getKeyValueStore(Samples.COUNTS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("[0, 1, 2]");
            assertThat(driver.store(Samples.COUNTS, QueryableStoreTypes.<String, Long>keyValueStore())
                            .get("v1"))
                    .isEqualTo(10L);
            driver.crash();
            in.pipeInput("k", "v3");
            assertThat(counts(driver).readKeyValue()).isEqualTo(KeyValue.pair("v3", 11L));
        }
    }

    @Test
    void startsInAFewMilliseconds() {
        Topology topology = Samples.countingByValue(Stores.persistentKeyValueStore(Samples.COUNTS), null);
        for (int warm = 0; warm < 50; warm++) {
            new TopologyTestDriver(topology).close();
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long beganNs = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 50; i++) {
            new TopologyTestDriver(topology).close();
        }
        Duration each =
                Duration.ofNanos(threads.getCurrentThreadCpuTime() - beganNs).dividedBy(50);
        assertThat(each).isLessThan(Duration.ofMillis(30));
    }

    private static final class Ignoring implements Processor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {}
    }
}
