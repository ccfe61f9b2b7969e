package dev.headrace.soak;

import dev.headrace.testkit.JavaProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A process with several workers over a directory that outlives it: it is started, killed and started again. */
final class WorkerProcess implements AutoCloseable {

    private static final List<String> JVM_ARGUMENTS = List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.log.dev.headrace=info");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path directory;
    private final List<String> arguments;
    private final int workers;
    private final FlightRecorder recorder;

    private Process process;
    private Life life;
    private int lives;

    /** Starts the process for the first time. */
    WorkerProcess(Path directory, String applicationId, String bootstrapServers, int workers) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.arguments = List.of(applicationId, bootstrapServers, directory.toString(), String.valueOf(workers));
        this.workers = workers;
        this.recorder = FlightRecorder.open(SoakChild.recorderIn(directory));
        this.life = new Life();
        this.process = launch(life);
    }

    /** Starts the process again after it died. */
    void restart() throws IOException {
        life = new Life();
        process = launch(life);
    }

    private Process launch(Life begun) throws IOException {
        recorder.clear();
        lives++;
        Process launched = JavaProcess.of(SoakChild.class, JVM_ARGUMENTS, arguments)
                .redirectError(ProcessBuilder.Redirect.appendTo(log()))
                .start();
        Thread reader = new Thread(() -> begun.readFrom(launched), directory.getFileName() + "-reports");
        reader.setDaemon(true);
        reader.start();
        return launched;
    }

    /** Waits until every worker of the process has finished an epoch with records. */
    void awaitWorking() throws InterruptedException {
        life.awaitWorking(workers);
    }

    /** Lets the process end itself at a point of a commit that has records, after some others. */
    void haltAt(KillSite site, int commitsBefore) throws IOException, InterruptedException {
        send("halt " + site.stage() + " " + site.moment() + " " + commitsBefore);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw died("did not reach " + site);
        }
        if (process.exitValue() != HaltingProbe.HALTED) {
            throw died("ended with " + process.exitValue() + " instead of at " + site);
        }
    }

    /** Kills the process after a while; returns where its epoch stood, if it held records. */
    Optional<KillSite> killAfter(Duration delay) throws InterruptedException {
        mustLiveFor(delay);
        process.destroyForcibly().waitFor();
        return siteOfDeath();
    }

    /** Waits, and fails if the process ends meanwhile. */
    void mustLiveFor(Duration time) throws InterruptedException {
        if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw died("ended with " + process.exitValue() + " by itself");
        }
    }

    private Optional<KillSite> siteOfDeath() {
        int furthest = recorder.furthest();
        return furthest < 0 ? Optional.empty() : Optional.of(recorder.site(furthest));
    }

    /**
     * How many records the process took from each changelog partition since it was last killed; none in its first life,
     * in which it has no state.
     */
    Map<Integer, Long> restoredAfterKill() {
        return lives > 1 ? life.restored() : Map.of();
    }

    /** Lets the process finish its epoch and leave. */
    void stop() throws IOException, InterruptedException {
        send("stop");
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw died("did not stop cleanly");
        }
    }

    /** Asks the process to end, as {@code kill} and the platforms that run services do, and waits for it. */
    void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw died("did not end");
        }
    }

    private void send(String order) throws IOException {
        var orders = process.getOutputStream();
        orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
    }

    private AssertionError died(String how) {
        return new AssertionError("Process over " + directory + " " + how + "; its log:\n" + logTail());
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log().toPath());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log(), e);
        }
    }

    private File log() {
        return directory.resolve("log").toFile();
    }

    @Override
    public String toString() {
        return "process over " + directory;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What one life of the process reported. */
    private final class Life {

        private final Set<String> working = new HashSet<>();
        private final Map<Integer, Long> restored = new TreeMap<>();
        private boolean over;

        private void readFrom(Process reporting) {
            try (BufferedReader reports = reporting.inputReader()) {
                for (String line = reports.readLine(); line != null; line = reports.readLine()) {
                    take(line.split(" "));
                }
            } catch (IOException e) {
                // The pipe breaks when the process is killed: that is the end of its reports.
            }
            end();
        }

        private synchronized void take(String[] words) {
            switch (words[0]) {
                case "working" -> working.add(words[1]);
                case "restored" -> restored.merge(Integer.valueOf(words[1]), Long.valueOf(words[2]), Long::sum);
                default -> {}
            }
            notifyAll();
        }

        private synchronized void end() {
            over = true;
            notifyAll();
        }

        private synchronized void awaitWorking(int count) throws InterruptedException {
            long untilNanos = System.nanoTime() + PATIENCE.toNanos();
            while (working.size() < count) {
                long leftMs = (untilNanos - System.nanoTime()) / 1_000_000;
                if (over || leftMs <= 0) {
                    throw died(over ? "ended by itself" : "did not begin to work");
                }
                wait(leftMs);
            }
        }

        private synchronized Map<Integer, Long> restored() {
            return Map.copyOf(restored);
        }
    }
}
