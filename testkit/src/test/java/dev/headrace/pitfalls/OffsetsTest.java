package dev.headrace.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which positions, changes and records count, and for whom: rows 21, 22, 24, 25 and 28. */
class OffsetsTest {

    private final SimulatedKafka kafka =
            SimulatedKafka.builder().startMs(1_800_000_000_000L).build();

    private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
        try (Admin admin = kafka.admin(Map.of())) {
            return admin.listConsumerGroupOffsets(Application.ID)
                    .partitionsToOffsetAndMetadata()
                    .get();
        }
    }

    /** Row 21: the group's offsets expired while the query was stopped; it goes on where it was, not at an end of the topic. */
    @Test
    void offsetsThatTheGroupForgotStandInTheCheckpoint() throws Exception {
        Application application = Application.over(kafka, 1, options -> {});
        Instance instance = application.start("one");
        application.untilRunning();
        application.write(3, "a", "b");
        application.untilCounted();
        instance.stop();
        try (Admin admin = kafka.admin(Map.of())) {
            admin.deleteConsumerGroups(List.of(Application.ID)).all().get();
        }
        assertThat(committed()).isEmpty();
        application.write(3, "a", "b");
        List<String> processed = new ArrayList<>();
        application.beforeEach(record -> processed.add(record.key()));

        instance.start();
        application.untilCounted();

        assertThat(processed).hasSize(6);
        assertThat(committed()).hasSize(1);
    }

    /** Row 21: "latest" means the end that the topic had at the first start, also for who starts a second time. */
    @Test
    void startPositionsAreCommittedBeforeAnythingIsProcessed() {
        Application application =
                Application.over(kafka, 1, options -> options.property("auto.offset.reset", "latest"));
        Instance instance = application.start("one");
        application.until(() -> instance.running() == 1 && kafka.highWatermark(Application.CHECKPOINT) > 0);
        instance.crash();
        application.write(3, "a", "b");

        instance.start();
        application.untilCounted();
    }

    /** Row 22: nothing is kept in the metadata of offsets, however much there is to remember. */
    @Test
    void metadataOfOffsetsStaysEmpty() throws Exception {
        Application application = Application.over(kafka, 1, options -> {});
        application.start("one");
        application.untilRunning();
        application.write(3, "a", "b");
        application.untilCounted();

        assertThat(committed().values()).singleElement().satisfies(offset -> assertThat(offset.metadata())
                .isEmpty());
    }

    /** Row 28: what an upstream writer aborted is not read. */
    @Test
    void abortedInputIsNotCounted() {
        Application application = Application.over(kafka, 1, options -> {});
        Instance instance = application.start("one");
        application.untilRunning();
        Producer<byte[], byte[]> upstream = kafka.producer(Map.of("transactional.id", "upstream"));
        upstream.initTransactions();
        upstream.beginTransaction();
        var unused = upstream.send(
                new ProducerRecord<>(Application.IN.topic(), Application.bytes("a"), Application.bytes("aborted")));
        upstream.flush();
        upstream.abortTransaction();
        application.write(3, "a", "b");
        application.untilCounted();

        assertThat(instance.counts()).isEqualTo(application.written());
    }

    /** Rows 24 and 25: tasks of one worker share a transaction, so that they are committed and taken back together. */
    @Test
    void tasksOfAWorkerCommitTogether() throws Exception {
        Application application = Application.over(kafka, 2, options -> {});
        Instance instance = application.start("one");
        application.untilRunning();
        application.write(3, "a", "b", "c", "d");
        long commits = kafka.trace().calls(ClientSite.PRODUCER_COMMIT);
        kafka.inject(Faults.once(
                ClientSite.PRODUCER_SEND_OFFSETS,
                kafka.trace().calls(ClientSite.PRODUCER_SEND_OFFSETS) + 1,
                FaultOutcome.ERROR_WITHOUT_EFFECT));

        application.until(() -> instance.notes().aborted.size() == 1);
        assertThat(application.committedCounts()).isEmpty();
        assertThat(instance.counts()).isEmpty();
        application.untilCounted();

        assertThat(kafka.trace().calls(ClientSite.PRODUCER_COMMIT)).isEqualTo(commits + 1);
        assertThat(committed().keySet()).isEqualTo(Set.of(new TopicPartition("in", 0), new TopicPartition("in", 1)));
        assertThat(committed().values().stream().mapToLong(OffsetAndMetadata::offset))
                .allMatch(next -> next > 0);
    }
}
