package dev.headrace.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.ExitCode;

@Timeout(300)
class PurchaseTrafficTest {

    @Test
    void provesThatEveryPurchaseWasCountedOnce() {
        assertThat(PurchaseTraffic.run("--for", "3s", "--rate", "500")).isEqualTo(ExitCode.OK);
    }

    @Test
    @Tag("soak")
    void provesItThoughTheWorkerIsKilledAgainAndAgain() {
        assertThat(PurchaseTraffic.run("--for", "60s", "--rate", "500", "--chaos"))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    @Tag("soak")
    void provesItForEveryTrigger() {
        assertThat(PurchaseTraffic.run("--for", "20s", "--rate", "500", "--trigger", "1s", "--chaos"))
                .isEqualTo(ExitCode.OK);
        assertThat(PurchaseTraffic.run("--for", "20s", "--rate", "500", "--trigger", "available-now"))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(PurchaseTraffic.run("--trigger", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(PurchaseTraffic.run("--for", "long")).isEqualTo(ExitCode.USAGE);
        assertThat(PurchaseTraffic.run("--rate", "0")).isEqualTo(ExitCode.USAGE);
    }
}
