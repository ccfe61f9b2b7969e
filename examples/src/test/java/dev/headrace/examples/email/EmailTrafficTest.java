package dev.headrace.examples.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

@Timeout(120)
class EmailTrafficTest {

    @Test
    void provesThatTheOutputIsExactAndASecondRunReadsNothing(@TempDir Path directory) {
        assertThat(EmailTraffic.run(
                        "--files", "4", "--events", "300", "--interval", "20", "--dir", directory.toString()))
                .isEqualTo(ExitCode.OK);
    }
}
