package dev.headrace.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.errors.CommitFailedException;
import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import java.time.Duration;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of which the client does not learn what became of them: rows 9 to 12. */
class UnknownOutcomeTest {

    private Application application;
    private Instance instance;

    @BeforeEach
    void countsSomething() {
        application = Application.orderly();
        instance = application.start("one");
        application.untilRunning();
        application.write(3, "a", "b");
        application.untilCounted();
    }

    private long calls(ClientSite site) {
        return application.kafka().trace().calls(site);
    }

    /** The next {@code count} calls at a site go wrong, one after the other. */
    private void inject(ClientSite site, int count, FaultOutcome outcome) {
        long from = calls(site);
        application
                .kafka()
                .inject(call -> call.site() == site && call.ordinal() > from && call.ordinal() <= from + count
                        ? outcome
                        : FaultOutcome.NONE);
    }

    /** Row 9. */
    @ParameterizedTest
    @EnumSource(names = {"ERROR_WITHOUT_EFFECT", "ERROR_WITH_EFFECT"})
    void commitThatTimedOutIsRepeatedOnTheSameProducer(FaultOutcome outcome) {
        application.write(3, "a", "b");
        long producers = calls(ClientSite.PRODUCER_INIT_TRANSACTIONS);
        long commits = calls(ClientSite.PRODUCER_COMMIT);
        inject(ClientSite.PRODUCER_COMMIT, 1, outcome);

        application.untilCounted();

        assertThat(calls(ClientSite.PRODUCER_COMMIT)).isEqualTo(commits + 2);
        assertThat(calls(ClientSite.PRODUCER_INIT_TRANSACTIONS)).isEqualTo(producers);
        assertThat(instance.notes().aborted).isEmpty();
        assertThat(application.abortedCounts()).isZero();
    }

    /** Row 9: nothing was committed, so the epoch is repeated. */
    @Test
    void commitThatIsNotFoundAfterwardsIsRepeated() {
        application.write(3, "a", "b");
        long producers = calls(ClientSite.PRODUCER_INIT_TRANSACTIONS);
        inject(ClientSite.PRODUCER_COMMIT, 2, FaultOutcome.ERROR_WITHOUT_EFFECT);

        application.untilCounted();

        assertThat(calls(ClientSite.PRODUCER_INIT_TRANSACTIONS)).isEqualTo(producers + 1);
        assertThat(instance.notes().aborted).singleElement().isInstanceOf(CommitFailedException.class);
        assertThat(application.abortedCounts()).isPositive();
        assertThat(instance.counts()).isEqualTo(application.written());
    }

    /** Row 9: all was committed, so the epoch is carried on and not repeated. */
    @Test
    void commitThatIsFoundAfterwardsIsNotRepeated() {
        application.write(3, "a", "b");
        long producers = calls(ClientSite.PRODUCER_INIT_TRANSACTIONS);
        inject(ClientSite.PRODUCER_COMMIT, 2, FaultOutcome.ERROR_WITH_EFFECT);

        application.untilCounted();

        assertThat(calls(ClientSite.PRODUCER_INIT_TRANSACTIONS)).isEqualTo(producers + 1);
        assertThat(instance.notes().aborted).isEmpty();
        assertThat(application.abortedCounts()).isZero();
        assertThat(instance.counts()).isEqualTo(application.written());
    }

    /** Row 10: the abort takes the batch with it, although the client never heard that it had arrived. */
    @ParameterizedTest
    @EnumSource(names = {"ERROR_WITHOUT_EFFECT", "ERROR_WITH_EFFECT"})
    void batchThatTimedOutIsAborted(FaultOutcome outcome) {
        application.write(3, "a", "b");
        inject(ClientSite.PRODUCER_BATCH, 1, outcome);

        application.untilCounted();

        assertThat(instance.notes().aborted).singleElement().satisfies(cause -> assertThat(cause)
                .hasMessageContaining("was not delivered"));
        assertNothingHangs();
    }

    /** Row 10: an abort that times out too is not left to itself. */
    @ParameterizedTest
    @EnumSource(names = {"ERROR_WITHOUT_EFFECT", "ERROR_WITH_EFFECT"})
    void abortThatTimedOutIsFollowedByANewProducer(FaultOutcome outcome) {
        application.write(3, "a", "b");
        long producers = calls(ClientSite.PRODUCER_INIT_TRANSACTIONS);
        Faults batch = Faults.once(
                ClientSite.PRODUCER_BATCH, calls(ClientSite.PRODUCER_BATCH) + 1, FaultOutcome.ERROR_WITH_EFFECT);
        Faults abort = Faults.once(ClientSite.PRODUCER_ABORT, calls(ClientSite.PRODUCER_ABORT) + 1, outcome);
        application.kafka().inject(call -> call.site() == ClientSite.PRODUCER_BATCH ? batch.at(call) : abort.at(call));

        application.untilCounted();

        assertThat(calls(ClientSite.PRODUCER_INIT_TRANSACTIONS)).isEqualTo(producers + 1);
        assertNothingHangs();
    }

    /** Row 11: a batch that was under way while its transaction was aborted does not become part of the next one. */
    @Test
    void batchThatArrivesLateFallsIntoNoOtherTransaction() {
        application.write(3, "a", "b");
        application.kafka().delayNext(ClientSite.PRODUCER_BATCH);
        application.until(() -> !instance.notes().aborted.isEmpty());
        instance.step();
        assertThat(application.kafka().deliverDelayed()).isOne();

        application.untilCounted();
        application.write(1, "a", "b");
        application.untilCounted();
        assertNothingHangs();
    }

    /** Row 11: a commit that was under way while the engine had given up does not commit the next transaction half-way. */
    @Test
    void commitThatArrivesLateEndsNoOtherTransaction() {
        application.write(3, "a", "b");
        application.kafka().delayNext(ClientSite.PRODUCER_COMMIT);
        application.kafka().delayNext(ClientSite.PRODUCER_COMMIT);
        int[] records = {0};
        application.beforeEach(record -> {
            records[0]++;
            if (records[0] == 2 * 3 * 2 - 1) {
                assertThat(application.kafka().deliverDelayed()).isEqualTo(2);
            }
        });
        application.untilCounted();

        assertThat(records[0]).isEqualTo(2 * 3 * 2);
        assertThat(instance.notes().aborted).hasSize(1);
        assertNothingHangs();
    }

    /** Row 12: the coordinator aborts the transaction just before the request to commit it arrives. */
    @Test
    void commitThatTheCoordinatorForestalledIsRepeated() {
        application.write(3, "a", "b");
        long next = calls(ClientSite.PRODUCER_COMMIT) + 1;
        application.kafka().inject(call -> {
            if (call.site() == ClientSite.PRODUCER_COMMIT && call.ordinal() == next) {
                application.kafka().advance(Duration.ofSeconds(11));
            }
            return FaultOutcome.NONE;
        });

        application.untilCounted();

        assertThat(instance.notes().aborted).hasSize(1);
        assertThat(instance.rebuilt()).isZero();
        assertThat(instance.counts()).isEqualTo(application.written());
        assertNothingHangs();
    }

    /** Row 12: INVALID_TXN_STATE, the end of a producer, is not the end of the query. */
    @Test
    void commitInTheWrongStateIsRepeated() {
        application.write(3, "a", "b");
        application.kafka().refuseNext(ClientSite.PRODUCER_COMMIT, new InvalidTxnStateException("aborted meanwhile"));

        application.untilCounted();

        assertThat(instance.notes().aborted).hasSize(1);
        assertThat(instance.counts()).isEqualTo(application.written());
        assertNothingHangs();
    }

    /** Every transaction is decided, so that readers of committed records get to the end. */
    private void assertNothingHangs() {
        for (var partition : new org.apache.kafka.common.TopicPartition[] {
            Application.OUT, Application.CHANGELOG, Application.CHECKPOINT
        }) {
            assertThat(application.kafka().lastStableOffset(partition))
                    .as("last stable offset of %s", partition)
                    .isEqualTo(application.kafka().highWatermark(partition));
        }
    }
}
