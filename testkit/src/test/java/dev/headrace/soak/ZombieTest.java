package dev.headrace.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.ProbedHeadrace;
import dev.headrace.kafka.KafkaClients;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.QueryOptionsBuilder;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.testkit.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker stops until the group has given its tasks to another instance, and then goes on as if nothing had happened: its
 * epoch must not count.
 */
@Timeout(300)
class ZombieTest {

    private static final int PARTITIONS = 2;
    private static final int KEYS = 10;
    private static final int RECORDS = 200;
    private static final int ZOMBIE_AFTER_MS = 3_000;

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static EmbeddedBroker broker;
    private static Admin admin;

    @TempDir
    Path directory;

    private final Pause pause = new Pause();
    private final Pause never = new Pause();
    private String application;
    private String in;
    private String counts;
    private String ticks;
    private long produced;
    private volatile long counted;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void createTopics() {
        application = "zombie-" + TESTS.incrementAndGet();
        in = application + "-in";
        counts = application + "-counts";
        ticks = application + "-ticks";
        List.of(in, counts, ticks).forEach(topic -> broker.createTopic(topic, PARTITIONS));
    }

    @Test
    void whatItProcessedDoesNotCount() throws Exception {
        try (StreamingQuery zombie = start("zombie", pause, never, KafkaClients.real(), CommitProbe.NONE);
                StreamingQuery heir = pauseUntilInherited(zombie, RECORDS)) {
            heir.processAllAvailable();
            pause.release();
            assertWorksOn(zombie, heir);
        }
        assertExact();
        assertThat(written(counts, IsolationLevel.READ_UNCOMMITTED)).isGreaterThan(produced);
    }

    @Test
    void whatItPunctuatedDoesNotCountThoughNoInputMoved() throws Exception {
        try (StreamingQuery zombie = start("zombie", never, pause, KafkaClients.real(), CommitProbe.NONE);
                StreamingQuery heir = pauseUntilInherited(zombie, 0)) {
            heir.processAllAvailable();
            pause.release();
            assertWorksOn(zombie, heir);
        }
        assertExact();
        assertThat(written(ticks, IsolationLevel.READ_UNCOMMITTED))
                .isGreaterThan(written(ticks, IsolationLevel.READ_COMMITTED));
    }

    @Test
    void whatItStagedBeforeDoesNotCount() throws Exception {
        CommitProbe stopBeforeCommit = new CommitProbe() {
            @Override
            public void before(CommitStage stage) {
                if (stage == CommitStage.COMMIT && pause.isArmed() && countsAreStaged()) {
                    pause.here();
                }
            }
        };
        try (StreamingQuery zombie = start("zombie", never, never, KafkaClients.real(), stopBeforeCommit);
                StreamingQuery heir = pauseUntilInherited(zombie, RECORDS)) {
            pause.release();
            assertWorksOn(zombie, heir);
        }
        assertExact();
        assertThat(written(counts, IsolationLevel.READ_UNCOMMITTED) + written(ticks, IsolationLevel.READ_UNCOMMITTED))
                .isGreaterThan(produced + written(ticks, IsolationLevel.READ_COMMITTED));
    }

    @Test
    void whatItHadAddedItsPositionsToCountsOnce() throws Exception {
        try (StreamingQuery zombie = start("zombie", never, never, new PausingClients(pause), CommitProbe.NONE);
                StreamingQuery heir = pauseUntilInherited(zombie, RECORDS)) {
            pause.release();
            assertWorksOn(zombie, heir);
        }
        assertExact();
    }

    /** Stops {@code zombie} in an epoch with {@code records}, and starts an instance that the group gives everything. */
    private StreamingQuery pauseUntilInherited(StreamingQuery zombie, int records) throws Exception {
        produce(RECORDS);
        zombie.processAllAvailable();
        counted = written(counts, IsolationLevel.READ_UNCOMMITTED);
        pause.arm();
        produce(records);
        pause.awaitReached();
        Set<String> before = awaitOwners(1);
        StreamingQuery heir = start("heir", never, never, KafkaClients.real(), CommitProbe.NONE);
        while (awaitOwners(1).equals(before)) {
            Thread.onSpinWait();
        }
        return heir;
    }

    /** Whether the epoch holds counts; one of nothing but ticks or positions does not. */
    private boolean countsAreStaged() {
        return written(counts, IsolationLevel.READ_UNCOMMITTED) > counted;
    }

    /** Both instances have tasks again and process what comes. */
    private void assertWorksOn(StreamingQuery zombie, StreamingQuery heir) throws Exception {
        awaitOwners(2);
        produce(RECORDS);
        while (written(counts, IsolationLevel.READ_COMMITTED) < produced && zombie.isActive() && heir.isActive()) {
            Thread.onSpinWait();
        }
        assertThat(zombie.exception()).isEmpty();
        assertThat(heir.exception()).isEmpty();
    }

    /** Every number up to the last once and in order, for every key and every partition's ticks. */
    private void assertExact() {
        Map<String, Long> last = new HashMap<>();
        for (String topic : List.of(counts, ticks)) {
            Topics.read(
                    broker.bootstrapServers(), topic, IsolationLevel.READ_COMMITTED, new LongDeserializer(), record -> {
                        assertThat(record.value()).as(record.key()).isEqualTo(last.getOrDefault(record.key(), 0L) + 1);
                        last.put(record.key(), record.value());
                    });
        }
        for (int key = 0; key < KEYS; key++) {
            assertThat(last).containsEntry("key-" + key, produced / KEYS);
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(last).containsKey("partition-" + partition);
        }
    }

    private StreamingQuery start(
            String instance, Pause inProcess, Pause inPunctuation, KafkaClients clients, CommitProbe probe) {
        QueryOptionsBuilder options = QueryOptions.builder()
                .commitLog(CommitLog.kafka(application, broker.bootstrapServers()))
                .stateDir(directory.resolve(instance))
                .transactionTimeout(Duration.ofSeconds(60))
                .property("consumer.max.poll.interval.ms", ZOMBIE_AFTER_MS);
        return ProbedHeadrace.start(
                CountAndTick.topology(in, counts, ticks, inProcess, inPunctuation), options.build(), clients, probe);
    }

    private void produce(int count) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                var unused = producer.send(new ProducerRecord<>(in, "key-" + produced % KEYS, "record " + produced));
                produced++;
            }
        }
    }

    private static long written(String topic, IsolationLevel isolation) {
        long[] count = {0};
        Topics.read(broker.bootstrapServers(), topic, isolation, new LongDeserializer(), record -> count[0]++);
        return count[0];
    }

    /** Waits until this many members own partitions, and between them all; returns who they are. */
    private Set<String> awaitOwners(int count) throws Exception {
        while (true) {
            List<MemberDescription> owners = owners();
            if (owners.size() == count
                    && PARTITIONS
                            == owners.stream().mapToInt(ZombieTest::ownedBy).sum()) {
                return owners.stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
            }
        }
    }

    private List<MemberDescription> owners() throws Exception {
        return admin
                .describeConsumerGroups(List.of(application))
                .describedGroups()
                .get(application)
                .get()
                .members()
                .stream()
                .filter(member -> ownedBy(member) > 0)
                .toList();
    }

    private static int ownedBy(MemberDescription member) {
        return member.assignment().topicPartitions().size();
    }
}
