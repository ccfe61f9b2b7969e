package dev.headrace.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.StreamsException;
import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import dev.headrace.testkit.simulation.Pacing;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What brokers forget, or mistake, about producers: rows 14 to 18 and 27. */
class ProducerIdsTest {

    private static final int ID_LENGTH = 36;

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

    private String transactionalId() throws Exception {
        try (Admin admin = application.kafka().admin(Map.of())) {
            return admin.listTransactions().all().get().iterator().next().transactionalId();
        }
    }

    /** Row 14: INVALID_PRODUCER_ID_MAPPING after the id was idle for longer than the broker remembers it. */
    @Test
    void producerThatWasForgottenWhileIdleIsMadeAnew() throws Exception {
        application.kafka().expireTransactionalId(transactionalId());

        application.write(3, "a", "b");
        application.untilCounted();

        assertThat(instance.notes().aborted).hasSize(1);
        assertThat(instance.counts()).isEqualTo(application.written());
    }

    /** Row 15. */
    @ParameterizedTest
    @ValueSource(classes = {OutOfOrderSequenceException.class, UnknownProducerIdException.class})
    void batchWhoseSequenceTheBrokerDoesNotKnowIsAborted(Class<? extends ApiException> error) throws Exception {
        application.write(3, "a", "b");
        application
                .kafka()
                .refuseNext(
                        ClientSite.PRODUCER_BATCH,
                        error.getConstructor(String.class).newInstance("forgotten"));
        application.untilCounted();

        assertThat(instance.notes().aborted).hasSize(1);
        assertThat(instance.counts()).isEqualTo(application.written());
    }

    /** Row 16: the one producer of its id is told that it was fenced, as after a failover of the coordinator. */
    @Test
    void producerThatIsFencedByNobodyTriesAgain() {
        instance.crash();
        instance.start();
        application.kafka().refuseNext(ClientSite.PRODUCER_INIT_TRANSACTIONS, new ProducerFencedException("stale"));
        application.kafka().refuseNext(ClientSite.PRODUCER_INIT_TRANSACTIONS, new ProducerFencedException("stale"));

        application.write(3, "a", "b");
        application.untilCounted();
    }

    /** Row 16: what never ends is told, with what to do. */
    @Test
    void producerThatIsFencedForeverFails() {
        instance.crash();
        instance.start();
        for (int i = 0; i < 100; i++) {
            application.kafka().refuseNext(ClientSite.PRODUCER_INIT_TRANSACTIONS, new ProducerFencedException("stale"));
        }

        assertThatThrownBy(() -> application.untilRunning())
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("was made anew 5 times without a commit")
                .hasMessageContaining("give each its own state.dir");
    }

    /** Row 17: the initialisation of a producer that was given up arrives after that of its successor. */
    @Test
    void producerThatLosesItsEpochToALateInitialisationIsMadeAnew() {
        instance.crash();
        instance.start();
        application.kafka().delayNext(ClientSite.PRODUCER_INIT_TRANSACTIONS);
        application.untilRunning();
        assertThat(instance.rebuilt()).isOne();

        application.kafka().deliverDelayed();
        application.write(3, "a", "b");
        application.untilCounted();
        application.write(3, "a", "b");
        application.untilCounted();
        assertThat(instance.counts()).isEqualTo(application.written());
    }

    /** Row 18: the markers of the transaction before are still being written; a client that gives up is no failure either. */
    @Test
    void transactionBeforeMayTakeItsTimeToEnd() {
        for (int seed = 1; seed <= 20; seed++) {
            SimulatedKafka kafka = SimulatedKafka.builder()
                    .seed(seed)
                    .pacing(Pacing.SEEDED)
                    .startMs(1_800_000_000_000L)
                    .build();
            Application late = Application.over(kafka, 1, options -> {});
            Instance crashing = late.start("one");
            late.untilRunning();
            for (int i = 0; i < 5; i++) {
                late.write(3, "a", "b");
                late.until(() -> late.committedCounts().size() > 0);
                crashing.crash();
                crashing.start();
                kafka.inject(Faults.once(
                        ClientSite.PRODUCER_INIT_TRANSACTIONS,
                        kafka.trace().calls(ClientSite.PRODUCER_INIT_TRANSACTIONS) + 1,
                        FaultOutcome.ERROR_WITHOUT_EFFECT));
            }
            late.untilCounted();
            assertThat(crashing.counts()).isEqualTo(late.written());
            assertThat(crashing.rebuilt()).isPositive();
        }
    }

    /** Row 27: however often a process starts again, it takes the ids that it had. */
    @Test
    void transactionalIdsStayTheSameFromStartToStart() throws Exception {
        String first = transactionalId();
        for (int i = 0; i < 3; i++) {
            instance.crash();
            instance.start();
            application.write(1, "a");
            application.untilCounted();
        }
        try (Admin admin = application.kafka().admin(Map.of())) {
            assertThat(admin.listTransactions().all().get())
                    .extracting(TransactionListing::transactionalId)
                    .containsExactly(first);
        }
        assertThat(first).startsWith("app-").endsWith("-0-0").hasSize("app-".length() + ID_LENGTH + "-0-0".length());
    }
}
