package dev.headrace.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.CommitFailedException;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.runtime.checkpoint.CommitToken;
import dev.headrace.runtime.checkpoint.TaskCheckpoint;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.runtime.commit.Epoch;
import dev.headrace.runtime.commit.KafkaTransactionLog;
import dev.headrace.runtime.commit.StagedEpoch;
import dev.headrace.runtime.commit.TaskEpoch;
import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.junit.jupiter.api.Test;

/** Who may commit, and what becomes of those who may not: rows 1 and 3 to 6. */
class FencingTest {

    private static final int PARTITIONS = 2;
    private static final Duration LONGER_THAN_A_SESSION = Duration.ofMinutes(1);

    private static final TaskCheckpoint NOTHING = new TaskCheckpoint(
            new CommitToken(new UUID(0, 1), 1),
            Map.of(),
            Map.of(),
            TaskCheckpoint.NO_TIME_MS,
            TaskCheckpoint.NO_TIME_MS,
            Map.of(),
            null,
            0);

    private final SimulatedKafka kafka =
            SimulatedKafka.builder().startMs(1_800_000_000_000L).build();

    private Application counting(int partitions) {
        return Application.over(kafka, partitions, options -> options.transactionTimeout(Duration.ofMinutes(10)));
    }

    /** Lets the instance count what is written, but not commit it. */
    private static void countWithoutCommit(Instance instance, long records) {
        while (instance.worker().runningTasks().stream()
                        .mapToLong(task -> task.topicInputs().values().stream()
                                .mapToLong(input -> input.nextOffset())
                                .sum())
                        .sum()
                < records) {
            instance.step();
        }
    }

    /** Another instance takes over all there is, while {@code slow} does nothing. */
    private Instance successor(Application application, Instance slow, Duration pause) {
        application.leaveAlone(slow);
        Instance quick = application.start("quick");
        kafka.advance(pause);
        application.until(() -> quick.running() == PARTITIONS && quick.worker().caughtUpTasks() == PARTITIONS);
        return quick;
    }

    /** Both work on, each on its share, and nothing was counted twice. */
    private void assertBothWorkOn(Application application, Instance slow, Instance quick) {
        application.stepAgain(slow);
        application.until(() -> slow.running() == 1 && quick.running() == 1);
        application.write(3, "a", "b", "c", "d");
        application.untilCounted();
    }

    /**
     * Row 1: the group went on to another generation while an epoch was open. What the worker knows of its membership is that
     * of its last poll, and the group refuses it; the epoch is aborted, its tasks are another's by now.
     */
    @Test
    void membershipOfAPassedGenerationDoesNotCommit() {
        Application application = counting(PARTITIONS);
        Instance slow = application.start("slow");
        application.untilRunning();
        application.write(3, "a", "b", "c", "d");
        countWithoutCommit(slow, 12);
        slow.process().freeze();
        Instance quick = successor(application, slow, LONGER_THAN_A_SESSION);
        slow.process().thaw();

        slow.commit();

        assertThat(slow.notes().aborted).singleElement().satisfies(cause -> assertThat(cause)
                .hasMessageContaining("group metadata mismatch"));
        assertThat(slow.rebuilt()).isZero();
        application.assertCountedOnce();
        assertBothWorkOn(application, slow, quick);
    }

    /** Row 2: the protocol under which the epoch of a membership moves between polls cannot be chosen. */
    @Test
    void newerGroupProtocolIsRefused() {
        assertThatThrownBy(() ->
                        Application.over(kafka, 1, options -> options.property("consumer.group.protocol", "consumer")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("Cannot set consumer.group.protocol=consumer");
        assertThat(Application.over(kafka, 1, options -> options.property("group.protocol", "classic"))
                        .options()
                        .consumerProperties())
                .containsEntry("group.protocol", "classic");
    }

    /** Row 3: a membership of nobody fences nothing, so it commits nothing. */
    @Test
    void membershipOfNobodyDoesNotCommit() {
        kafka.createTopic(Application.CHECKPOINT.topic(), 1);
        CheckpointTopic checkpoints =
                new CheckpointTopic(Application.CHECKPOINT.topic(), 1, () -> kafka.consumer(Map.of()));
        KafkaTransactionLog log = new KafkaTransactionLog(
                () -> kafka.producer(Map.of("transactional.id", "somebody")),
                KafkaTransactionLog.Fencing.BY_GROUP,
                checkpoints,
                kafka::nowMs);
        TaskEpoch epoch = new TaskEpoch(
                new TaskKey("sub", 0), NOTHING, Map.of(Application.IN, 1L), List.of(), List.of(), Map.of());
        StagedEpoch staged = log.stage(new Epoch(List.of(epoch), nobody()));

        assertThatThrownBy(() -> log.commit(staged))
                .isInstanceOf(CommitFailedException.class)
                .hasMessageContaining("is not a member of group app any more");
        assertThat(kafka.trace().calls(ClientSite.PRODUCER_COMMIT)).isZero();
    }

    /** The membership of a consumer that has not joined its group. */
    private ConsumerGroupMetadata nobody() {
        try (Consumer<byte[], byte[]> consumer = kafka.consumer(Map.of("group.id", Application.ID))) {
            return consumer.groupMetadata();
        }
    }

    /** Row 4: a worker stops with everything staged, until others have taken over, and then goes on to commit. */
    @Test
    void zombieThatWakesUpToCommitDoesNot() {
        Application application = counting(PARTITIONS);
        List<Instance> both = new ArrayList<>();
        application.use(new CommitProbe() {
            @Override
            public void before(CommitStage stage) {
                if (stage == CommitStage.COMMIT
                        && both.size() == 1
                        && application.written().size() == 4) {
                    both.get(0).process().freeze();
                    application.leaveAlone(both.get(0));
                    both.add(application.start("quick"));
                    kafka.advance(LONGER_THAN_A_SESSION);
                    long assignedMs = kafka.nowMs() + Duration.ofSeconds(10).toMillis();
                    application.until(() -> kafka.nowMs() > assignedMs);
                    assertThat(both.get(1).running()).isZero();
                    both.get(0).process().thaw();
                    application.stepAgain(both.get(0));
                }
            }
        });
        both.add(application.start("zombie"));
        application.untilRunning();
        application.write(3, "a", "b", "c", "d");
        application.until(() -> both.size() == 2);
        assertThat(both.get(0).notes().aborted).singleElement().satisfies(cause -> assertThat(cause)
                .hasMessageContaining("group metadata mismatch"));

        application.untilCounted();
        application.until(() -> both.get(0).running() == 1 && both.get(1).running() == 1);
        application.write(3, "a", "b", "c", "d");
        application.untilCounted();
    }

    /** Rows 5 and 6: fenced in the middle of a commit, the worker processes not one record more; a new one repeats the epoch. */
    @Test
    void fencedWorkerStopsAtOnce() {
        assertStopsAtOnce(() -> {
            try (Admin admin = kafka.admin(Map.of())) {
                admin.fenceProducers(List.of(admin.listTransactions()
                                .all()
                                .get()
                                .iterator()
                                .next()
                                .transactionalId()))
                        .all()
                        .get();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Row 6: to the producer, a transaction that timed out looks as if another producer had come; it is dealt with the same way. */
    @Test
    void workerWhoseTransactionTimedOutStopsAtOnce() {
        assertStopsAtOnce(() -> kafka.advance(Duration.ofSeconds(11)));
    }

    /** Row 6: a record that no commit gets past is found among many and named, and what comes before it is committed. */
    @Test
    void recordThatAlwaysAbortsIsNamed() {
        Application application =
                Application.over(kafka, 1, options -> options.property("producer.max.request.size", 1_000));
        application.write(500, "a");
        application.write(1, "too long".repeat(200));
        application.write(500, "b");
        application.start("one");

        assertThatThrownBy(application::untilCounted)
                .isInstanceOf(CommitFailedException.class)
                .hasMessageContaining("Cannot commit what in-0@500 led to: it was tried 11 times")
                .hasMessageContaining("larger than 1000")
                .hasMessageContaining("Let the topology drop such a record");
        assertThat(application.committedCounts()).hasSize(500);
    }

    /** Row 6: epochs that were cut small become whole again when what troubled them is over. */
    @Test
    void epochsGrowAgainAfterTrouble() {
        Application application = Application.over(kafka, 1, options -> {});
        Instance instance = application.start("one");
        application.untilRunning();
        application.write(600, "a");
        for (int i = 0; i < 8; i++) {
            kafka.refuseNext(ClientSite.PRODUCER_BATCH, new OutOfOrderSequenceException("trouble"));
        }
        application.untilCounted();
        assertThat(instance.notes().aborted).hasSize(8);
        application.write(600, "a");
        long commits = kafka.trace().calls(ClientSite.PRODUCER_COMMIT);
        application.untilCounted();

        assertThat(kafka.trace().calls(ClientSite.PRODUCER_COMMIT)).isEqualTo(commits + 1);
    }

    private void assertStopsAtOnce(Runnable fence) {
        Application application = Application.over(kafka, 1, options -> {});
        List<Integer> processedBy = new ArrayList<>();
        boolean[] fenced = {false};
        application.use(new CommitProbe() {
            @Override
            public void before(CommitStage stage) {
                if (stage == CommitStage.COMMIT
                        && !fenced[0]
                        && !application.written().isEmpty()) {
                    fenced[0] = true;
                    application.write(3, "a");
                    fence.run();
                }
            }
        });
        Instance instance = application.start("one");
        application.beforeEach(record -> processedBy.add(instance.rebuilt()));
        application.untilRunning();
        application.write(3, "a", "b");
        application.untilCounted();

        assertThat(processedBy.stream().filter(worker -> worker == 0)).hasSize(6);
        assertThat(processedBy.stream().filter(worker -> worker == 1)).hasSize(9);
        assertThat(instance.rebuilt()).isOne();
        assertThat(instance.counts()).isEqualTo(application.written());
    }
}
