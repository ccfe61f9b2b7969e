package dev.headrace.directoryquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.Headrace;
import dev.headrace.ProbedHeadrace;
import dev.headrace.common.KeyValue;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.LockException;
import dev.headrace.errors.TopologyException;
import dev.headrace.kafka.KafkaClients;
import dev.headrace.kafkaquery.Numbers;
import dev.headrace.kafkaquery.Shelf;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.Grouped;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.state.QueryableStoreTypes;
import dev.headrace.state.ReadOnlyKeyValueStore;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries whose commit log is a directory: real threads, real files, no broker. */
@Timeout(60)
class DirectoryQueryTest {

    private static final int PARTITIONS = 3;
    private static final long COUNT = 1_000;

    @TempDir
    Path directory;

    private final Shelf shelf = new Shelf();

    @Test
    void passesEachRecordOnceAndEnds() throws InterruptedException {
        run(passing(), Trigger.availableNow(), 1);

        assertThat(shelf.published()).containsExactlyInAnyOrderElementsOf(everyNumber());
        assertThat(shelf.staged()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void countsAcrossTheExchangeWhateverTheNumberOfWorkers(int workers) throws InterruptedException {
        run(countingByLastDigit(), Trigger.availableNow(), workers);

        assertThat(lastCounts()).isEqualTo(trueCounts());
    }

    @Test
    void showsTheSameUpdatesInTheSameOrderWhateverTheNumberOfWorkers() throws InterruptedException {
        run(countingByLastDigit(), Trigger.availableNow(), 1);
        List<String> alone = List.copyOf(shelf.published());
        shelf.published().clear();

        directory = directory.resolve("again");
        run(countingByLastDigit(), Trigger.availableNow(), 4);

        assertThat(shelf.published()).isEqualTo(alone);
    }

    @Test
    void readsNothingAgainAfterARestart() throws InterruptedException {
        run(countingByLastDigit(), Trigger.availableNow(), 2);
        List<String> before = List.copyOf(shelf.published());

        run(countingByLastDigit(), Trigger.availableNow(), 2);

        assertThat(shelf.published()).isEqualTo(before);
    }

    @Test
    void keepsIdentityAcrossRestartsAndTriggers() throws InterruptedException {
        StreamingQuery first = run(countingByLastDigit(), Trigger.once(), 1);
        StreamingQuery second =
                Headrace.start(countingByLastDigit(), options(Trigger.continuous(Duration.ofMillis(20)), 2));
        try {
            second.processAllAvailable();
            ReadOnlyKeyValueStore<String, Long> counts = second.store("counts", QueryableStoreTypes.keyValueStore());
            Map<String, Long> stored = new TreeMap<>();
            counts.all().forEachRemaining(entry -> stored.put(entry.key, entry.value));
            assertThat(stored).isEqualTo(trueCounts());
        } finally {
            second.stop();
        }

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.runId()).isNotEqualTo(first.runId());
    }

    @Test
    void continuousQueriesProcessWhatIsThereAndStayActive() throws InterruptedException {
        StreamingQuery query =
                Headrace.start(countingByLastDigit(), options(Trigger.continuous(Duration.ofMillis(20)), 2));
        try {
            query.processAllAvailable();
            assertThat(query.isActive()).isTrue();
            assertThat(lastCounts()).isEqualTo(trueCounts());
        } finally {
            query.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(CommitStage.class)
    void countsOnceAfterDyingBeforeAStageAndAfterIt(CommitStage stage) throws InterruptedException {
        dyingQuery(stage, true);
        dyingQuery(stage, false);

        run(countingByLastDigit(), Trigger.availableNow(), 2);

        assertThat(lastCounts()).isEqualTo(trueCounts());
        assertThat(shelf.published()).doesNotHaveDuplicates();
        assertThat(shelf.staged()).isEmpty();
    }

    /** What it staged before must not lie where it stages next: a receipt that still names the one would publish the other. */
    @Test
    void taskThatIsOpenedAgainIsAnother() throws InterruptedException {
        AtomicBoolean failed = new AtomicBoolean();
        CommitProbe failing = new CommitProbe() {
            @Override
            public void before(CommitStage stage) {
                if (stage == CommitStage.PUBLISH && failed.compareAndSet(false, true)) {
                    throw new IllegalStateException("no shelf");
                }
            }

            @Override
            public void after(CommitStage stage) {}
        };
        StreamingQuery query =
                ProbedHeadrace.start(passing(), options(Trigger.availableNow(), 1), KafkaClients.real(), failing);
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();

        assertThat(shelf.published()).containsExactlyInAnyOrderElementsOf(everyNumber());
        assertThat(shelf.incarnations()).hasSize(2 * PARTITIONS).doesNotHaveDuplicates();
    }

    @Test
    void restoresFromSnapshotsAndDeltasWhenTheLocalStateIsGone() throws Exception {
        Topology rocks = countingByLastDigit();
        run(rocks, Trigger.availableNow(), 2);
        Map<String, Long> before = lastCounts();
        delete(directory.resolve("state"));

        StreamingQuery query = Headrace.start(countingByLastDigit(), options(Trigger.processingTime(Duration.ZERO), 2));
        try {
            query.processAllAvailable();
            ReadOnlyKeyValueStore<String, Long> counts = query.store("counts", QueryableStoreTypes.keyValueStore());
            before.forEach((digit, count) -> assertThat(counts.get(digit)).isEqualTo(count));
        } finally {
            query.stop();
        }
    }

    @Test
    void keepsTheDirectorySmallOverManyEpochs() throws Exception {
        run(counting(new Numbers(1, 3_000, 3)), Trigger.availableNow(), 1);

        try (Stream<Path> commits = Files.list(directory.resolve("checkpoint/commits"));
                Stream<Path> state = Files.walk(directory.resolve("checkpoint/state"))) {
            assertThat(commits.count()).isLessThan(150);
            assertThat(state.filter(Files::isRegularFile).count()).isLessThan(8 * 60);
        }
    }

    @Test
    void secondQueryOnALiveCheckpointIsRefused() {
        StreamingQuery query = Headrace.start(passing(), options(Trigger.continuous(Duration.ofMillis(20)), 1));
        try {
            assertThatThrownBy(() -> Headrace.start(passing(), options(Trigger.once(), 1)))
                    .isInstanceOf(LockException.class)
                    .hasMessageContaining("checkpoint " + directory.resolve("checkpoint") + ": another running query");
        } finally {
            query.stop();
        }
    }

    @Test
    void failureOfWhatIsDoneAtTheEndHoldsNobodyUp() throws InterruptedException {
        StreamingQuery query = Headrace.shared().run(passing(), options(Trigger.availableNow(), 1), ended -> {
            throw new IllegalStateException("not today");
        });

        assertThat(query.awaitTermination(Duration.ofSeconds(20))).isTrue();
        assertThat(Headrace.shared().active()).doesNotContain(query);
    }

    @Test
    void directoryOfSomethingElseIsRefused() throws IOException {
        Files.createDirectories(directory.resolve("checkpoint"));
        Files.writeString(directory.resolve("checkpoint/photo.jpg"), "x");

        assertThatThrownBy(() -> Headrace.start(passing(), options(Trigger.once(), 1)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("it has no file 'metadata', but [photo.jpg]");
    }

    @Test
    void changedNumberOfStatePartitionsIsRefused() throws InterruptedException {
        run(passing(), Trigger.once(), 1);

        assertThatThrownBy(() -> Headrace.start(
                        passing(),
                        options(Trigger.once(), 1).toBuilder()
                                .statePartitions(5)
                                .build()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("its state lies in 8 partitions");
    }

    @Test
    void topicsAreRefused() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("events", Consumed.with(Serdes.String(), Serdes.String()))
                .to(shelf);

        assertThatThrownBy(() -> Headrace.start(builder.build(), options(Trigger.once(), 1)))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("it reads a Kafka topic");
    }

    private StreamingQuery run(Topology topology, Trigger trigger, int workers) throws InterruptedException {
        StreamingQuery query = Headrace.start(topology, options(trigger, workers));
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).as("ended").isTrue();
        return query;
    }

    /** Fails when the second commit with data comes to a stage: what a process does that dies there, but for the lock. */
    private void dyingQuery(CommitStage at, boolean before) throws InterruptedException {
        int[] commits = {0};
        CommitProbe probe = new CommitProbe() {
            @Override
            public void before(CommitStage stage) {
                commits[0] += stage == CommitStage.QUIESCE ? 1 : 0;
                if (before && stage == at && commits[0] == 2) {
                    throw new Dead();
                }
            }

            @Override
            public void after(CommitStage stage) {
                if (!before && stage == at && commits[0] == 2) {
                    throw new Dead();
                }
            }
        };
        StreamingQuery query = ProbedHeadrace.start(
                countingByLastDigit(), options(Trigger.availableNow(), 2), KafkaClients.real(), probe);
        assertThatThrownBy(() -> query.awaitTermination(Duration.ofSeconds(30))).hasRootCauseInstanceOf(Dead.class);
    }

    private QueryOptions options(Trigger trigger, int workers) {
        return QueryOptions.builder()
                .commitLog(CommitLog.directory(directory.resolve("checkpoint")))
                .stateDir(directory.resolve("state"))
                .trigger(trigger)
                .workers(workers)
                .build();
    }

    private Topology passing() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(new Numbers(PARTITIONS, COUNT, 100)).to(shelf);
        return builder.build();
    }

    private Topology countingByLastDigit() {
        return counting(new Numbers(PARTITIONS, COUNT, 100));
    }

    private Topology counting(Numbers numbers) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(numbers)
                .groupBy(
                        (key, value) -> value.substring(value.length() - 1),
                        Grouped.with("by-digit", Serdes.String(), Serdes.String()))
                .count(Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("counts"))
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.Long()))
                .toStream()
                .map((digit, count) -> KeyValue.pair(digit, digit + "=" + count))
                .to(shelf);
        return builder.build();
    }

    private Map<String, Long> lastCounts() {
        Map<String, Long> counts = new TreeMap<>();
        shelf.published().forEach(update -> {
            String[] parts = update.split("=");
            counts.merge(parts[0], Long.valueOf(parts[1]), Math::max);
        });
        return counts;
    }

    private static Map<String, Long> trueCounts() {
        Map<String, Long> counts = new HashMap<>();
        everyNumber().forEach(number -> counts.merge(number.substring(number.length() - 1), 1L, Long::sum));
        return counts;
    }

    private static List<String> everyNumber() {
        List<String> numbers = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (long number = 0; number < COUNT; number++) {
                numbers.add(partition + ":" + number);
            }
        }
        return numbers;
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static final class Dead extends Error {
        private static final long serialVersionUID = 1L;
    }
}
