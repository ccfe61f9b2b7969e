package dev.headrace.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Pacing;
import dev.headrace.testkit.simulation.SimulatedCrash;
import dev.headrace.testkit.simulation.SimulatedKafka;
import dev.headrace.testkit.simulation.broker.LogEntry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What a new owner of a task reads, and what it must not miss: rows 19, 20 and 23. */
class RecoveryTest {

    private static final Duration LONGER_THAN_TOMBSTONES_ARE_KEPT = Duration.ofDays(10);
    private static final int RESTORED_PER_POLL = 10_000;

    /**
     * Row 19: the commit has returned and its process died, but some of its markers are still to be written. Another machine
     * takes over, with an empty disk, and misses nothing.
     */
    @Test
    void successorWaitsForMarkersOfTheLastCommit() {
        int changelogsUnfinished = 0;
        for (int seed = 1; seed <= 40; seed++) {
            SimulatedKafka kafka = seeded(seed);
            Application application =
                    Application.over(kafka, 1, options -> options.property("consumer.session.timeout.ms", 1_000)
                            .property("consumer.heartbeat.interval.ms", 300));
            Instance first = application.start("first");
            application.untilRunning();
            application.write(3, "a", "b");
            application.untilCounted();
            long next = kafka.trace().calls(ClientSite.PRODUCER_COMMIT) + 1;
            kafka.inject(call -> call.site() == ClientSite.PRODUCER_COMMIT && call.ordinal() == next
                    ? FaultOutcome.CRASH_AFTER
                    : FaultOutcome.NONE);
            application.write(3, "a", "b");
            application.leaveAlone(first);
            while (!first.process().isDead()) {
                stepOrDie(first, kafka);
            }
            if (kafka.lastStableOffset(Application.CHANGELOG) < kafka.highWatermark(Application.CHANGELOG)) {
                changelogsUnfinished++;
            }
            Instance second = application.start("second");
            application.write(1, "a", "b");
            application.untilCounted();
            assertThat(second.counts()).as("seed %d", seed).isEqualTo(application.written());
        }
        assertThat(changelogsUnfinished).isPositive();
    }

    private static void stepOrDie(Instance instance, SimulatedKafka kafka) {
        try {
            if (!instance.step()) {
                kafka.advance(Duration.ofMillis(20));
            }
        } catch (SimulatedCrash e) {
            instance.crash();
        }
    }

    /** Row 20: the last offsets of the changelog are an aborted record and two markers, which no reader ever sees. */
    @Test
    void storeIsRestoredFromAChangelogThatEndsInWhatNobodySees() {
        Application application = Application.orderly();
        Instance first = application.start("first");
        application.untilRunning();
        application.write(3, "a", "b");
        application.untilCounted();
        first.stop();
        application.leaveAlone(first);
        var stranger = application.kafka().producer(Map.of("transactional.id", "stranger"));
        stranger.initTransactions();
        stranger.beginTransaction();
        var unused = stranger.send(new ProducerRecord<>(
                Application.CHANGELOG.topic(), 0, Application.bytes("c"), Application.bytes("aborted")));
        stranger.flush();
        stranger.abortTransaction();

        Instance second = application.start("second");
        application.untilRunning();

        assertThat(second.notes().restored).isEqualTo(2);
        assertThat(second.counts()).isEqualTo(application.written());
    }

    /** Row 23: the changelog is cut while it is read; what was restored from the part that is gone is not kept. */
    @Test
    void storeIsRebuiltWhenItsChangelogIsCutWhileItIsRead() {
        Application application = Application.orderly();
        Instance first = application.start("first");
        application.untilRunning();
        String[] keys = IntStream.range(0, 2 * RESTORED_PER_POLL)
                .mapToObj(number -> "k" + number)
                .toArray(String[]::new);
        application.write(1, keys);
        application.untilCounted();
        first.stop();
        application.leaveAlone(first);
        SimulatedKafka kafka = application.kafka();
        long lastRecord = kafka.highWatermark(Application.CHANGELOG) - 2;
        int[] polls = {0};
        kafka.inject(call -> {
            if (call.clientId().contains("restore") && call.site() == ClientSite.CONSUMER_POLL && ++polls[0] == 2) {
                kafka.truncateBefore(Application.CHANGELOG, lastRecord);
            }
            return FaultOutcome.NONE;
        });

        Instance second = application.start("second");
        application.untilRunning();

        assertThat(second.notes().restored).isGreaterThan(RESTORED_PER_POLL / 2);
        assertThat(second.counts()).isEqualTo(Map.of(keys[keys.length - 1], 1L));
        assertThat(second.rebuilt()).isZero();
    }

    /** Row 23: the changelog has forgotten that a key was removed; a store that still has it does not bring it back. */
    @Test
    void storeThatIsOlderThanTombstonesIsRebuilt() {
        Application application = Application.orderly();
        Instance first = application.start("first");
        application.untilRunning();
        application.write(3, "a", "b");
        application.untilCounted();
        first.stop();
        application.leaveAlone(first);

        Instance meanwhile = application.start("meanwhile");
        application.untilRunning();
        application.write(1, Application.REMOVED_BY + "a");
        application.until(
                () -> meanwhile.counts().size() == 1 && meanwhile.worker().caughtUpTasks() == 1);
        application.write(1, "b", "c");
        application.until(() ->
                meanwhile.worker().caughtUpTasks() == 1 && meanwhile.counts().size() == 2);
        meanwhile.stop();
        application.leaveAlone(meanwhile);
        for (int cleaning = 0; cleaning < 2; cleaning++) {
            application.kafka().advance(LONGER_THAN_TOMBSTONES_ARE_KEPT);
            application.kafka().compact(Application.CHANGELOG.topic());
        }
        assertThat(application.kafka().entries(Application.CHANGELOG)).noneMatch(RecoveryTest::isTombstone);

        application.stepAgain(first);
        first.start();
        application.untilRunning();

        assertThat(first.counts()).isEqualTo(Map.of("b", 4L, "c", 1L));
    }

    private static boolean isTombstone(LogEntry entry) {
        return !entry.isMarker() && entry.value() == null;
    }

    private static SimulatedKafka seeded(long seed) {
        return SimulatedKafka.builder()
                .seed(seed)
                .pacing(Pacing.SEEDED)
                .startMs(1_800_000_000_000L)
                .build();
    }
}
