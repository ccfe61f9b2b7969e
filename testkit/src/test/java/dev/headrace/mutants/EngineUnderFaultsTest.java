package dev.headrace.mutants;

import static dev.headrace.mutants.Rig.Shape.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.mutants.Rig.Shape;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single faults, each of which once made the engine lose, double or stop. */
@Timeout(60)
class EngineUnderFaultsTest {

    private static final Duration TAKEOVER = Duration.ofSeconds(6);

    @Test
    void doublesNothingIfItCannotAskWhetherItCommitted() {
        Rig rig = processedOnce(PLAIN);
        Faults commits = Rig.next(2, ClientSite.PRODUCER_COMMIT, FaultOutcome.ERROR_WITH_EFFECT);
        Faults enquiry = Rig.next(1, ClientSite.CONSUMER_OFFSETS, FaultOutcome.ERROR_WITHOUT_EFFECT);
        rig.kafka()
                .inject(call ->
                        commits.at(call) == FaultOutcome.NONE ? enquiry.at(call) : FaultOutcome.ERROR_WITH_EFFECT);
        rig.produce(6);
        rig.run(Duration.ofSeconds(1));
        rig.kafka().inject(Faults.NONE);
        rig.produce(6);

        assertThat(rig.settled()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ClientSite.class,
            names = {"PRODUCER_BATCH", "CONSUMER_COMMIT_SYNC"})
    void keepsRowsWhoseReceiptsMayBeInTheCheckpointUnderAtLeastOnce(ClientSite site) {
        Rig rig = processedOnce(PLAIN.atLeastOnce());
        Machine machine = rig.machine("a");
        boolean[] committing = {false};
        machine.probe(new CommitProbe() {
            @Override
            public void before(CommitStage stage) {
                if (stage == CommitStage.COMMIT) {
                    rig.kafka().inject(Rig.next(1, site, FaultOutcome.ERROR_WITH_EFFECT));
                    machine.probe(CommitProbe.NONE);
                    committing[0] = true;
                }
            }
        });
        rig.produce(6);
        while (!committing[0]) {
            machine.step();
            rig.kafka().advance(Duration.ofMillis(50));
        }
        machine.kill();
        rig.kafka().inject(Faults.NONE);
        rig.start("a");
        rig.produce(6);

        assertThat(rig.settled()).isEmpty();
    }

    @Test
    void waitsForARebalanceHoweverOftenTheGroupRefusesItsCommits() {
        Rig rig = processedOnce(PLAIN);
        Machine leader = rig.machine("a");
        rig.start("b");
        rig.run(TAKEOVER);
        rig.start("c");
        rig.machine("c").step();
        rig.machine("c").step();
        leader.step();
        leader.freeze();
        for (int round = 0; round < 40; round++) {
            rig.produce(2);
            rig.run(Duration.ofMillis(50));
        }
        leader.thaw();

        assertThat(rig.settled()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = CommitStage.class,
            names = {"QUIESCE", "STAGE", "COMMIT"})
    void leavesASourceToTheProcessThatTookItOver(CommitStage stage) {
        Rig rig = processedOnce(PLAIN.withSource());
        Machine zombie = rig.machine("a");
        zombie.probe(new CommitProbe() {
            @Override
            public void before(CommitStage reached) {
                if (reached == stage) {
                    zombie.probe(CommitProbe.NONE);
                    zombie.freeze();
                    rig.start("b");
                    rig.produce(6);
                    rig.run(TAKEOVER);
                    zombie.thaw();
                }
            }
        });
        rig.produce(6);
        rig.run(Duration.ofSeconds(1));
        rig.produce(6);

        assertThat(rig.settled()).isEmpty();
    }

    @Test
    void repeatsAnEpochThatLostARecordBeforeItsCommit() {
        Rig rig = processedOnce(PLAIN);
        Machine machine = rig.machine("a");
        rig.produce(6);
        machine.step();
        rig.kafka().inject(Rig.next(1, ClientSite.PRODUCER_BATCH, FaultOutcome.ERROR_WITHOUT_EFFECT));
        rig.kafka().settle();
        rig.produce(6);

        assertThat(rig.settled()).isEmpty();
    }

    private static Rig processedOnce(Shape shape) {
        Rig rig = new Rig(new Sabotage(), shape);
        rig.start("a");
        rig.produce(6);
        rig.settled();
        return rig;
    }
}
