package dev.headrace.examples.traffic;

import dev.headrace.testkit.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A worker in a JVM of its own; it ends when its standard input does, so it never outlives who started it. */
final class WorkerProcess {

    private static final List<String> JVM_ARGUMENTS = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn");

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /** Starts a worker that logs at the end of {@code log}. */
    static WorkerProcess start(Class<?> main, List<String> arguments, Path log) {
        try {
            File file = log.toFile();
            return new WorkerProcess(JavaProcess.of(main, JVM_ARGUMENTS, arguments)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(file))
                    .redirectError(ProcessBuilder.Redirect.appendTo(file))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a worker", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** The status that it ended with; empty while it runs. */
    OptionalInt exitStatus() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        await(process.destroyForcibly(), Duration.ofSeconds(10));
    }

    /** Asks it to drain and end; kills it if it has not ended after {@code timeout}. */
    void stop(Duration timeout) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            kill();
        }
        if (!await(process, timeout)) {
            kill();
        }
    }

    private static boolean await(Process process, Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
