package dev.headrace.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What takes too long: rows 7, 8 and 13. */
class TimeoutsTest {

    private final SimulatedKafka kafka =
            SimulatedKafka.builder().startMs(1_800_000_000_000L).build();

    /** Row 7: a long epoch is committed at half the timeout of its transaction, not when the trigger would have it. */
    @Test
    void epochClosesBeforeItsTransactionTimesOut() {
        Application application = Application.over(
                kafka, 1, options -> options.property("trigger", "once").transactionTimeout(Duration.ofSeconds(10)));
        application.write(2_000, "a");
        Instance instance = application.start("one");
        application.beforeEach(record -> kafka.advance(Duration.ofMillis(20)));
        application.untilCounted();

        assertThat(instance.notes().aborted).isEmpty();
        assertThat(instance.rebuilt()).isZero();
        assertThat(kafka.trace().calls(ClientSite.PRODUCER_COMMIT)).isGreaterThan(4);
    }

    /** Row 7: a transaction is begun by the first write, so that neither idling nor restoring ever ages one. */
    @Test
    void idleWorkerHasNoTransaction() {
        Application application = Application.over(kafka, 1, options -> {});
        Instance instance = application.start("one");
        List<Integer> runningAtBegin = new ArrayList<>();
        kafka.inject(call -> {
            if (call.site() == ClientSite.PRODUCER_BEGIN_TRANSACTION) {
                runningAtBegin.add(instance.running());
            }
            return FaultOutcome.NONE;
        });
        application.untilRunning();
        application.write(1, "a");
        application.untilCounted();
        assertThat(runningAtBegin).isNotEmpty().containsOnly(1);
        int begun = runningAtBegin.size();

        long untilMs = kafka.nowMs() + Duration.ofMinutes(1).toMillis();
        application.until(() -> kafka.nowMs() > untilMs);

        assertThat(runningAtBegin).hasSize(begun);
    }

    /** Row 8: a commit that has to be done before partitions are given up may hold the rebalance up for so long, not forever. */
    @Test
    void commitThatTakesTooLongInARebalanceIsGivenUp() {
        Application application = Application.over(kafka, 2, options -> options.property("commit.interval.ms", 60_000));
        Instance first = application.start("first");
        application.untilRunning();
        application.write(3, "a", "b", "c", "d");
        application.until(() -> first.counts().size() == 4);
        first.jobs().getStuckAt("commit");

        Instance second = application.start("second");
        application.until(() -> first.rebuilt() == 1);
        first.jobs().getStuckAt("");

        application.untilCounted();
        application.until(() -> first.running() == 1 && second.running() == 1);
        assertThat(first.notes().aborted).isEmpty();
    }

    /** Row 13: a transaction in a changelog that nobody ends stops recovery; where, for how long and what to do is said. */
    @Test
    void recoveryThatWaitsForAHangingTransactionSaysSo() throws Exception {
        Application application = Application.over(kafka, 1, options -> {});
        Instance instance = application.start("one");
        application.untilRunning();
        application.write(3, "a");
        application.untilCounted();
        instance.stop();
        long hanging = kafka.highWatermark(Application.CHANGELOG);
        Producer<byte[], byte[]> stranger = stranger();
        var unused = stranger.send(new ProducerRecord<>(
                Application.CHANGELOG.topic(), 0, Application.bytes("x"), Application.bytes("never decided")));
        stranger.flush();

        instance.start();
        application.until(() -> instance.notes().waiting.size() == 2);

        assertThat(instance.running()).isZero();
        assertThat(instance.notes().waiting.get(0))
                .contains("cannot run for 30 s")
                .contains(Application.CHANGELOG + " up to offset " + hanging + " of " + (hanging + 1))
                .contains(
                        "abort --topic " + Application.CHANGELOG.topic() + " --partition 0 --start-offset " + hanging);
        assertThat(instance.notes().waiting.get(1)).contains("cannot run for 60 s");

        abort(Application.CHANGELOG);
        application.until(() -> instance.running() == 1);
        assertThat(instance.counts()).isEqualTo(application.written());
    }

    /** Row 13: the same for a transaction that holds the group's offsets. */
    @Test
    void recoveryThatWaitsForHangingOffsetsSaysSo() {
        Application application = Application.over(kafka, 1, options -> {});
        Producer<byte[], byte[]> stranger = stranger();
        try (Consumer<byte[], byte[]> consumer = kafka.consumer(Map.of("group.id", Application.ID))) {
            stranger.sendOffsetsToTransaction(
                    Map.of(Application.IN, new OffsetAndMetadata(0)), consumer.groupMetadata());
        }

        Instance instance = application.start("one");
        application.until(() -> instance.notes().waiting.size() == 1);

        assertThat(instance.running()).isZero();
        assertThat(instance.notes().waiting.get(0))
                .contains("cannot run for 30 s")
                .contains("the committed offsets of [in-0]")
                .contains("find-hanging");
        stranger.abortTransaction();
        application.untilRunning();
    }

    private Producer<byte[], byte[]> stranger() {
        Producer<byte[], byte[]> stranger =
                kafka.producer(Map.of("transactional.id", "stranger", "transaction.timeout.ms", 900_000));
        stranger.initTransactions();
        stranger.beginTransaction();
        return stranger;
    }

    private void abort(org.apache.kafka.common.TopicPartition partition) throws Exception {
        try (Admin admin = kafka.admin(Map.of())) {
            ProducerState open = admin.describeProducers(List.of(partition))
                    .partitionResult(partition)
                    .get()
                    .activeProducers()
                    .get(0);
            admin.abortTransaction(new AbortTransactionSpec(
                            partition,
                            open.producerId(),
                            (short) open.producerEpoch(),
                            open.coordinatorEpoch().orElse(-1)))
                    .all()
                    .get();
        }
    }
}
