package dev.headrace.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real Kafka broker in a JVM of its own, so that its memory, its threads and its garbage collector are not the
 * program's.
 *
 * <p>It ends with the JVM that started it, even if that one is killed. Needs {@code org.apache.kafka:kafka_2.13} on the
 * class path. Errors of the broker go to standard error where
 * slf4j-simple does the logging.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final List<String> JVM_ARGUMENTS = List.of(
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            // It reports as an error what every transactional producer meets and repeats: a batch ahead of its turn.
            "-Dorg.slf4j.simpleLogger.log.kafka.server.ReplicaManager=off");
    private static final int STOP_SECONDS_MAX = 20;

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts a broker with settings that are small and fast; returns when clients can connect. */
    public static BrokerProcess start() {
        return start(Map.of());
    }

    /**
     * Starts a broker with some of its settings changed; returns when clients can connect.
     *
     * @param overrides broker settings by Kafka's names; listeners and directories stay as they are
     * @throws IllegalStateException if the broker ends before it can be used
     */
    public static BrokerProcess start(Map<String, ?> overrides) {
        List<String> settings = overrides.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        Process process;
        try {
            process = JavaProcess.of(BrokerMain.class, JVM_ARGUMENTS, settings)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new BrokerProcess(process, awaitReady(process));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a broker in a JVM of its own", e);
        }
    }

    /** Where clients connect, as {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker and deletes its data; kills it if it has not ended after 20 seconds. A second call does nothing. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String awaitReady(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(BrokerMain.READY)) {
                return line.substring(BrokerMain.READY.length());
            }
        }
        throw new IllegalStateException(
                "Cannot start a broker in a JVM of its own: it ended early; standard error has its reason");
    }
}
