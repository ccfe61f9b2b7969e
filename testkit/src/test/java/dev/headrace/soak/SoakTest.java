package dev.headrace.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.commit.CommitStage;
import dev.headrace.testkit.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Worker processes are killed while they process; nothing is lost, doubled or counted wrong. */
class SoakTest {

    @TempDir
    Path directory;

    @Test
    @Timeout(600)
    void everyRecordCountsOnceAfterAKillAtEachStage() throws Exception {
        assertSurvives(SoakPlan.small());
    }

    @Test
    @Tag("soak")
    @Timeout(7200)
    void everyRecordCountsOnceAfterManyKills() throws Exception {
        assertSurvives(SoakPlan.full());
    }

    private void assertSurvives(SoakPlan plan) throws Exception {
        long begunNanos = System.nanoTime();
        KillAccount account;
        Audit audit;
        try (BrokerProcess broker = BrokerProcess.start()) {
            try (Soak soak = new Soak(plan, broker.bootstrapServers(), directory)) {
                account = soak.run();
            }
            audit = Audit.of(broker.bootstrapServers(), plan.keys());
        }
        System.out.println(plan);
        System.out.println(account);
        System.out.println(audit);
        System.out.println(Duration.ofNanos(System.nanoTime() - begunNanos).toSeconds() + " s");

        assertThat(audit.complaints()).isEmpty();
        assertThat(account.counted()).isGreaterThanOrEqualTo(plan.kills().size());
        assertThat(CommitStage.values())
                .allSatisfy(stage ->
                        assertThat(account.at(stage)).as("kills at %s", stage).isPositive());
        assertThat(account.restoredMax())
                .as("records that a store restored after a kill")
                .isLessThanOrEqualTo(plan.restoredMax());
        assertThat(audit.abortedRecords())
                .as("records of killed epochs, without which nothing was tested")
                .isPositive();
    }
}
