package dev.headrace.kafkaquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.Headrace;
import dev.headrace.errors.MissingSourceTopicException;
import dev.headrace.errors.ProcessorFailedException;
import dev.headrace.errors.StreamsException;
import dev.headrace.errors.TopologyException;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.Guarantee;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.QueryOptionsBuilder;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.StreamingQueryProgress.SourceProgress;
import dev.headrace.streaming.Trigger;
import dev.headrace.testkit.EmbeddedBroker;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries as a user starts them, against a real broker. */
@Timeout(60)
class KafkaQueryTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static EmbeddedBroker broker;
    private static Cluster cluster;

    @TempDir
    Path stateDir;

    private String application;
    private String in;
    private String out;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
        cluster = new Cluster(broker);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics() {
        application = "query-" + TESTS.incrementAndGet();
        in = application + "-in";
        out = application + "-out";
        broker.createTopic(in, 2);
        broker.createTopic(out, 2);
    }

    @ParameterizedTest
    @EnumSource(Guarantee.class)
    void goesOnWhereItStoppedWithItsState(Guarantee guarantee) throws Exception {
        Topology topology = Topologies.counting(in, out, Stores.persistentKeyValueStore(Counting.STORE));
        for (int round = 1; round <= 3; round++) {
            cluster.produce(in, 0, 1_000, 10);
            try (StreamingQuery query =
                    start(topology, options().guarantee(guarantee).workers(2).build())) {
                query.processAllAvailable();
            }
            assertCountsExact(10, round * 100L);
        }
    }

    @Test
    void restoresAStoreWhoseDirectoryIsGone() throws Exception {
        Topology topology = Topologies.counting(in, out, Stores.persistentKeyValueStore(Counting.STORE));
        for (int round = 1; round <= 2; round++) {
            cluster.produce(in, 0, 1_000, 10);
            Path directory = stateDir.resolve("round-" + round);
            try (StreamingQuery query =
                    start(topology, options().stateDir(directory).build())) {
                query.processAllAvailable();
            }
            assertCountsExact(10, round * 100L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"once", "availableNow"})
    void endsWhenWhatThereWasIsProcessed(String trigger) throws Exception {
        cluster.produce(in, 0, 2_000, 10);
        Topology topology = Topologies.countingByValue(in, out);
        StreamingQuery query = start(
                topology, options().trigger(Trigger.of(trigger)).workers(2).build());
        query.awaitTermination();

        assertThat(cluster.committed(out, new LongDeserializer())).hasSize(2_000);
    }

    @Test
    void mayBeRestartedUnderAnotherTrigger() throws Exception {
        Topology topology = Topologies.counting(in, out, Stores.persistentKeyValueStore(Counting.STORE));
        List<Trigger> triggers = List.of(
                Trigger.continuous(Duration.ofMillis(50)),
                Trigger.processingTime(Duration.ofMillis(200)),
                Trigger.processingTime(Duration.ZERO),
                Trigger.availableNow());
        for (int round = 1; round <= triggers.size(); round++) {
            cluster.produce(in, 0, 1_000, 10);
            try (StreamingQuery query =
                    start(topology, options().trigger(triggers.get(round - 1)).build())) {
                query.processAllAvailable();
            }
            assertCountsExact(10, round * 100L);
        }
    }

    @Test
    void tasksMoveToAnotherInstanceAndBack() throws Exception {
        Topology topology = Topologies.counting(in, out, Stores.persistentKeyValueStore(Counting.STORE));
        cluster.produce(in, 0, 1_000, 10);
        try (StreamingQuery first =
                start(topology, options().stateDir(stateDir.resolve("first")).build())) {
            first.processAllAvailable();
            StreamingQuery second = start(
                    topology, options().stateDir(stateDir.resolve("second")).build());
            cluster.produce(in, 0, 1_000, 10);
            awaitCounts(10, 200);
            second.stop();
            assertThat(second.exception()).isEmpty();
            cluster.produce(in, 0, 1_000, 10);
            first.processAllAvailable();
        }
        assertCountsExact(10, 300);
    }

    @Test
    void aFailingProcessorEndsTheQueryAndNamesTheRecord() throws Exception {
        cluster.produce(in, 0, 100, 1);
        Topology topology = Topologies.passing(in, out, record -> {
            if (record.value().equals("v42")) {
                throw new IllegalStateException("no 42 here");
            }
        });
        StreamingQuery query = start(topology, options().workers(2).build());

        assertThatThrownBy(query::awaitTermination)
                .isInstanceOf(ProcessorFailedException.class)
                .hasMessageMatching("Processor 'pass' failed on " + in + "-[01]@42")
                .hasRootCauseMessage("no 42 here");
        assertThat(query.isActive()).isFalse();
        assertThat(cluster.committed(out, new StringDeserializer()))
                .extracting(ConsumerRecord::value)
                .doesNotContain("v42", "v43");
    }

    @Test
    void countsOnHoweverOftenItIsFenced() throws Exception {
        Topology topology = Topologies.counting(in, out, Stores.inMemoryKeyValueStore(Counting.STORE));
        try (StreamingQuery query = start(topology, options().build())) {
            for (int round = 1; round <= 8; round++) {
                cluster.produce(in, 0, 100, 10);
                query.processAllAvailable();
                assertCountsExact(10, round * 10L);
                cluster.takeOverTransactionalIds(application);
            }
        }
    }

    @Test
    void aMissingSourceTopicIsRefusedByName() {
        Topology topology = Topologies.passing("nowhere", out, record -> {});

        assertThatThrownBy(() -> start(topology, options().build()))
                .isInstanceOf(MissingSourceTopicException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void internalTopicsOfAnotherLibraryAreNotTakenOver() {
        broker.createTopic(application + "-" + Counting.STORE + "-changelog", 2);
        Topology topology = Topologies.counting(in, out, Stores.inMemoryKeyValueStore(Counting.STORE));

        assertThatThrownBy(() -> start(topology, options().build()))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining(application + "-" + Counting.STORE + "-changelog")
                .hasMessageContaining("another application id");
    }

    @Test
    void nothingIsProcessedWhilePaused() throws Exception {
        Topology topology = Topologies.passing(in, out, record -> {});
        try (StreamingQuery query = start(topology, options().build())) {
            query.processAllAvailable();
            query.pause();
            assertThat(query.isPaused()).isTrue();
            cluster.produce(in, 0, 100, 1);
            query.resume();
            query.processAllAvailable();
        }
        assertThat(cluster.committed(out, new StringDeserializer())).hasSize(100);
    }

    @Test
    void otherThreadsReadCommittedState() throws Exception {
        Topology topology = Topologies.counting(in, out, Stores.inMemoryKeyValueStore(Counting.STORE));
        cluster.produce(in, 0, 1_000, 10);
        try (StreamingQuery query = start(topology, options().build())) {
            query.processAllAvailable();
            var store =
                    query.store(Counting.STORE, dev.headrace.state.QueryableStoreTypes.<String, Long>keyValueStore());
            Map<String, Long> read = new HashMap<>();
            try (var all = store.all()) {
                all.forEachRemaining(entry -> read.put(entry.key, entry.value));
            }
            assertThat(read).hasSize(10).containsEntry("key-3", 100L);
            assertThat(store.get("key-7")).isEqualTo(100L);
        }
    }

    @Test
    void progressSaysWhatWasDone() throws Exception {
        cluster.produce(in, 0, 1_000, 10);
        Topology topology = Topologies.counting(in, out, Stores.inMemoryKeyValueStore(Counting.STORE));
        StreamingQuery query = start(
                topology,
                options().name("counts").trigger(Trigger.availableNow()).build());
        query.awaitTermination();

        assertThat(query.recentProgress().stream()
                        .mapToLong(StreamingQueryProgress::numInputRows)
                        .sum())
                .isEqualTo(1_000);
        assertThat(query.recentProgress().stream()
                        .flatMap(progress -> progress.sinks().stream())
                        .mapToLong(StreamingQueryProgress.SinkProgress::numOutputRows)
                        .sum())
                .isEqualTo(1_000);
        assertThat(query.name()).isEqualTo("counts");
        StreamingQueryProgress first = query.recentProgress().get(0);
        assertThat(first.sources()).extracting(SourceProgress::description).containsExactly("topic " + in);
        assertThat(offsets(query, SourceProgress::latestOffset))
                .isEqualTo(offsets(query, SourceProgress::endOffset))
                .hasSize(2);
        assertThat(first.sinks())
                .extracting(StreamingQueryProgress.SinkProgress::description)
                .containsExactly("topic " + out);
    }

    /** What progress told last of each partition; tasks have epochs of their own. */
    private Map<String, JsonNode> offsets(StreamingQuery query, Function<SourceProgress, String> which)
            throws IOException {
        Map<String, JsonNode> offsets = new HashMap<>();
        for (StreamingQueryProgress progress : query.recentProgress()) {
            JsonNode told = new ObjectMapper()
                    .readTree(which.apply(progress.sources().get(0)))
                    .get(in);
            told.properties().forEach(partition -> offsets.put(partition.getKey(), partition.getValue()));
        }
        return offsets;
    }

    @ParameterizedTest
    @ValueSource(strings = {"availableNow", "once"})
    void readsASourceAndWritesASinkThatAreNoTopics(String trigger) throws Exception {
        Shelf shelf = new Shelf();
        for (int round = 1; round <= 2; round++) {
            Topology topology = new Topology();
            topology.addSource("numbers", new Numbers(3, 1_000L * round, 100));
            topology.addSink("shelf", shelf, "numbers");
            StreamingQuery query = start(
                    topology, options().trigger(Trigger.of(trigger)).workers(2).build());
            query.awaitTermination();

            assertThat(shelf.published()).doesNotHaveDuplicates().hasSize(3_000 * round);
            assertThat(shelf.staged()).isEmpty();
        }
    }

    @Test
    void oneQueryWritesATopicAndASinkInOneCommit() throws Exception {
        Shelf shelf = new Shelf();
        Topology topology = Topologies.passing(in, out, record -> {});
        topology.addSink("shelf", shelf, "pass");
        cluster.produce(in, 0, 1_000, 10);
        try (StreamingQuery query = start(topology, options().workers(2).build())) {
            query.processAllAvailable();
        }

        assertThat(shelf.published())
                .containsExactlyInAnyOrderElementsOf(cluster.committed(out, new StringDeserializer()).stream()
                        .map(ConsumerRecord::value)
                        .toList())
                .hasSize(1_000);
    }

    @Test
    void aSourceReadTogetherWithTopicsIsRefused() {
        Topology topology = Topologies.passing(in, out, record -> {});
        topology.addSource("numbers", new Numbers(1, 10, 10));
        topology.addSink("both", new Shelf(), "pass", "numbers");

        assertThatThrownBy(() -> start(topology, options().build()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("numbers")
                .hasMessageContaining("repartition");
    }

    private QueryOptionsBuilder options() {
        return QueryOptions.builder()
                .commitLog(CommitLog.kafka(application, broker.bootstrapServers()))
                .defaultKeySerde(Serdes::String)
                .stateDir(stateDir);
    }

    private static StreamingQuery start(Topology topology, QueryOptions options) {
        return Headrace.start(topology, options);
    }

    private void assertCountsExact(int keys, long count) {
        List<ConsumerRecord<String, Long>> records = cluster.committed(out, new LongDeserializer());
        assertThat(records).hasSize(Math.toIntExact(keys * count));
        assertThat(Cluster.last(records)).hasSize(keys).allSatisfy((key, value) -> assertThat(value)
                .isEqualTo(count));
    }

    private void awaitCounts(int keys, long count) {
        while (cluster.committed(out, new LongDeserializer()).size() < keys * count) {
            Thread.onSpinWait();
        }
    }
}
