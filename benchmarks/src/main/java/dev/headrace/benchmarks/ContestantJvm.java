package dev.headrace.benchmarks;

import dev.headrace.benchmarks.contestant.ContestantKind;
import dev.headrace.benchmarks.contestant.ContestantMain;
import dev.headrace.benchmarks.contestant.Measurement;
import dev.headrace.benchmarks.load.Workload;
import dev.headrace.testkit.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs a contestant in a JVM of its own; all get the same JVM options. */
final class ContestantJvm {

    private static final List<String> JVM_ARGUMENTS =
            List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private final String bootstrapServers;
    private final String warmUpTopic;
    private final String inputTopic;

    ContestantJvm(String bootstrapServers, String warmUpTopic, String inputTopic) {
        this.bootstrapServers = bootstrapServers;
        this.warmUpTopic = warmUpTopic;
        this.inputTopic = inputTopic;
    }

    /**
     * Runs to the end.
     *
     * @throws IllegalStateException if the contestant fails
     */
    Measurement run(ContestantKind contestant, Workload workload, String applicationId, Path stateDirectory)
            throws IOException, InterruptedException {
        Process process = JavaProcess.of(
                        ContestantMain.class,
                        JVM_ARGUMENTS,
                        List.of(
                                contestant.id(),
                                workload.letter(),
                                bootstrapServers,
                                warmUpTopic,
                                inputTopic,
                                applicationId,
                                stateDirectory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            Optional<Measurement> measured = output.lines()
                    .map(Measurement::parse)
                    .flatMap(Optional::stream)
                    .findFirst();
            int status = process.waitFor();
            return measured.orElseThrow(() -> new IllegalStateException("Cannot measure " + contestant.id() + " in "
                    + workload.letter() + ": it ended with status " + status + " and without a measurement"));
        } finally {
            process.destroyForcibly();
        }
    }
}
