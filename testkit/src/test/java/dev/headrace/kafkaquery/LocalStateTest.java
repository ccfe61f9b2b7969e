package dev.headrace.kafkaquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.Headrace;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.testkit.EmbeddedBroker;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query makes of stores whose files were damaged while it did not run: rebuilt, never believed. */
@Timeout(60)
class LocalStateTest {

    private static final int KEYS = 2_000;

    /** So long a worker that starts again waits for its former self to be put out of the group. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static EmbeddedBroker broker;
    private static Cluster cluster;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
        cluster = new Cluster(broker);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {".sst", "MANIFEST-", "CURRENT"})
    void aStoreWithADamagedFileIsRebuilt(String damaged) throws Exception {
        String application = "damage-" + TESTS.incrementAndGet();
        String in = application + "-in";
        String out = application + "-out";
        broker.createTopic(in, 1);
        broker.createTopic(out, 1);
        Topology topology = Topologies.counting(in, out, Stores.persistentKeyValueStore(Counting.STORE));
        QueryOptions options = QueryOptions.builder()
                .commitLog(CommitLog.kafka(application, broker.bootstrapServers()))
                .defaultKeySerde(Serdes::String)
                .stateDir(stateDir)
                .sessionTimeout(SESSION)
                .build();
        for (int round = 1; round <= 2; round++) {
            cluster.produce(in, 0, KEYS, KEYS);
            try (StreamingQuery query = Headrace.start(topology, options)) {
                query.processAllAvailable();
            }
            assertThat(Cluster.last(cluster.committed(out, new LongDeserializer()))
                            .values())
                    .hasSize(KEYS)
                    .containsOnly((long) round);
            damage(damaged);
        }
    }

    /** Overwrites a part of the largest file of this kind. */
    private void damage(String kind) throws IOException {
        Path largest;
        try (Stream<Path> all = Files.walk(stateDir)) {
            largest = all.filter(file -> file.getFileName().toString().contains(kind))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(largest);
        for (int i = bytes.length / 4; i < bytes.length / 2; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(largest, bytes);
    }
}
