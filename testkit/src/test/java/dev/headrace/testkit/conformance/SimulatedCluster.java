package dev.headrace.testkit.conformance;

import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import dev.headrace.testkit.simulation.Pacing;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * The simulation; where a real broker decides by chance, the choices decide here. It runs orderly where it must not settle
 * by itself what a commit that timed out has left behind, and by seed otherwise.
 */
final class SimulatedCluster implements Cluster {

    private static final List<FaultOutcome> COMMIT_OUTCOMES =
            List.of(FaultOutcome.ERROR_WITH_EFFECT, FaultOutcome.ERROR_WITHOUT_EFFECT, FaultOutcome.NONE);

    private static final int STEPS_PER_INTERVAL = 10;

    private final SimulatedKafka kafka;
    private final Choices choices;
    private final boolean orderly;
    private final Consumer<byte[], byte[]> committedReader;
    private final Consumer<byte[], byte[]> uncommittedReader;
    private final Admin admin;

    SimulatedCluster(Scenario scenario, Choices choices) {
        this.orderly = scenario.theme() == Scenario.Theme.UNKNOWN_COMMITS;
        this.kafka = SimulatedKafka.builder()
                .seed(scenario.seed())
                .pacing(orderly ? Pacing.PROMPT : Pacing.SEEDED)
                .startMs(1_700_000_000_000L)
                .build();
        this.choices = choices;
        this.committedReader = kafka.consumer(Map.of("isolation.level", "read_committed", "auto.offset.reset", "none"));
        this.uncommittedReader = kafka.consumer(Map.of("auto.offset.reset", "none"));
        this.admin = kafka.admin(Map.of());
    }

    void createTopic(String name, int partitions, Map<String, String> config) {
        kafka.createTopic(name, partitions, config);
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> config) {
        return kafka.producer(config);
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return kafka.consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> sharedReader(boolean readCommitted) {
        return readCommitted ? committedReader : uncommittedReader;
    }

    @Override
    public Admin admin() {
        return admin;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public void awaitMarkers(Collection<String> transactionalIds) {
        if (!orderly) {
            kafka.settle();
        }
    }

    @Override
    public void awaitTransactionTimeout(String transactionalId, Duration timeout) {
        kafka.advance(timeout);
    }

    @Override
    public boolean passPollInterval(String groupId, String clientId, Duration interval) {
        kafka.advance(interval.dividedBy(STEPS_PER_INTERVAL));
        return Groups.isOut(admin, groupId, clientId);
    }

    @Override
    public void beforeImpatientCommit() {
        FaultOutcome outcome = COMMIT_OUTCOMES.get(choices.next(COMMIT_OUTCOMES.size()));
        long next = kafka.trace().calls(ClientSite.PRODUCER_COMMIT) + 1;
        kafka.inject(Faults.once(ClientSite.PRODUCER_COMMIT, next, outcome));
    }

    @Override
    public boolean compact(TopicPartition partition) {
        kafka.compact(partition.topic());
        return true;
    }

    @Override
    public long nowMs() {
        return kafka.nowMs();
    }
}
