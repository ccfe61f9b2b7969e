package dev.headrace.mutants;

import static dev.headrace.mutants.Rig.Shape.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.mutants.Rig.Shape;
import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Single faults, each of which once made the engine lose, double or stop. */
@Timeout(60)
class EngineUnderFaultsTest {

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

    @Test
    void doublesNothingIfItCannotAskWhetherItCommitted() {
        Rig rig = processedOnce(PLAIN);
        Faults commits = Rig.next(2, ClientSite.PRODUCER_COMMIT, FaultOutcome.ERROR_WITH_EFFECT);
        Faults enquiry = Rig.next(1, ClientSite.CONSUMER_OFFSETS, FaultOutcome.ERROR_WITHOUT_EFFECT);
        rig.kafka().inject(call -> commits.at(call) == FaultOutcome.NONE ? enquiry.at(call) : FaultOutcome.ERROR_WITH_EFFECT);
        rig.produce(6);
        rig.run(Duration.ofSeconds(1));
        rig.kafka().inject(Faults.NONE);
        rig.produce(6);

        assertThat(rig.settled()).isEmpty();
    }

    private static Rig processedOnce(Shape shape) {
        Rig rig = new Rig(new Sabotage(), shape);
        rig.start("a");
        rig.produce(6);
        rig.drain();
        return rig;
    }
}
