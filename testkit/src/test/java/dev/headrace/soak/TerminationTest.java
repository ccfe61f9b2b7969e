package dev.headrace.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is asked to end finishes its epoch, commits it and leaves the group. */
@Timeout(180)
class TerminationTest {

    private static final String APPLICATION = "terminated";

    @TempDir
    Path directory;

    @Test
    void aTerminatedProcessLeavesNothingOpen() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List.of(SoakTopology.IN, SoakTopology.SEEN, SoakTopology.COUNTS)
                    .forEach(topic -> broker.createTopic(topic, SoakTopology.PARTITIONS));
            try (Feed feed = new Feed(broker.bootstrapServers(), 100, new SplittableRandom(1));
                    WorkerProcess process = new WorkerProcess(directory, APPLICATION, broker.bootstrapServers(), 2)) {
                feed.start(2_000);
                process.awaitWorking();
                process.terminate();
                long produced = feed.finish(0);

                assertThat(admin.describeConsumerGroups(List.of(APPLICATION))
                                .describedGroups()
                                .get(APPLICATION)
                                .get()
                                .members())
                        .isEmpty();
                for (String topic : List.of(SoakTopology.SEEN, SoakTopology.COUNTS)) {
                    assertThat(Topics.ends(admin, topic, IsolationLevel.READ_COMMITTED))
                            .as("readers of committed records reach the end of %s", topic)
                            .isEqualTo(Topics.ends(admin, topic, IsolationLevel.READ_UNCOMMITTED));
                }
                long seen = count(broker, IsolationLevel.READ_COMMITTED);
                assertThat(seen).isPositive().isLessThanOrEqualTo(produced);
                assertThat(count(broker, IsolationLevel.READ_UNCOMMITTED))
                        .as("records written, of which none was taken back")
                        .isEqualTo(seen);
            }
        }
    }

    private static long count(EmbeddedBroker broker, IsolationLevel isolation) {
        AtomicLong count = new AtomicLong();
        Topics.read(
                broker.bootstrapServers(),
                SoakTopology.SEEN,
                isolation,
                new StringDeserializer(),
                record -> count.incrementAndGet());
        return count.get();
    }
}
