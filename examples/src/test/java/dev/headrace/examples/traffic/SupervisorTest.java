package dev.headrace.examples.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisorTest {

    private static final long PAUSE_MS = 3_000;

    @TempDir
    private Path directory;

    @Test
    void startsAKilledWorkerAgainAtOnce() {
        try (Supervisor supervisor = supervise("until-end-of-input")) {
            String first = supervisor.state();
            supervisor.kill();
            assertThat(supervisor.state()).isEqualTo("between two runs");

            supervisor.tick(100);

            assertThat(supervisor.starts()).isEqualTo(2);
            assertThat(supervisor.state()).startsWith("running as process").isNotEqualTo(first);
        }
    }

    @Test
    void startsAWorkerThatEndedWellAgainAfterAPause() {
        try (Supervisor supervisor = supervise("end")) {
            await(() -> supervisor.state().equals("between two runs"));

            supervisor.tick(100);
            supervisor.tick(100 + PAUSE_MS - 1);
            assertThat(supervisor.starts()).isEqualTo(1);

            supervisor.tick(100 + PAUSE_MS);
            assertThat(supervisor.starts()).isEqualTo(2);
        }
    }

    @Test
    void refusesToHideAFailure() {
        try (Supervisor supervisor = supervise("fail")) {
            await(() -> supervisor.state().equals("between two runs"));

            assertThatThrownBy(() -> supervisor.tick(100))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("status 3");
        }
    }

    @Test
    void letsAWorkerEndByItselfWhenClosed() {
        WorkerProcess worker = start("until-end-of-input");
        new Supervisor(() -> worker, PAUSE_MS).close();

        assertThat(worker.exitStatus()).hasValue(0);
    }

    private Supervisor supervise(String behaviour) {
        return new Supervisor(() -> start(behaviour), PAUSE_MS);
    }

    private WorkerProcess start(String behaviour) {
        return WorkerProcess.start(StandIn.class, List.of(behaviour), directory.resolve("worker.log"));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Ends as it is told to. */
    static final class StandIn {
        public static void main(String[] arguments) throws IOException {
            switch (arguments[0]) {
                case "end" -> System.exit(0);
                case "fail" -> System.exit(3);
                default -> System.in.readAllBytes();
            }
        }
    }
}
