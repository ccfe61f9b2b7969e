package dev.headrace.benchmarks;

import dev.headrace.benchmarks.check.OutputCheck;
import dev.headrace.benchmarks.contestant.ContestantKind;
import dev.headrace.benchmarks.contestant.ContestantMain;
import dev.headrace.benchmarks.contestant.Measurement;
import dev.headrace.benchmarks.load.EqualSettings;
import dev.headrace.benchmarks.load.InputTopic;
import dev.headrace.benchmarks.load.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One comparison: fills the input once, then lets the contestants take turns and checks what each of them wrote. */
final class Comparison implements AutoCloseable {

    private static final long SEED = 20_200_704;

    private final String prefix = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    private final String warmUpTopic = prefix + "-warmup-input";
    private final String inputTopic = prefix + "-input";
    private final Topics topics;
    private final ContestantJvm jvm;
    private final OutputCheck check;
    private final String bootstrapServers;

    Comparison(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.topics = new Topics(bootstrapServers);
        this.jvm = new ContestantJvm(bootstrapServers, warmUpTopic, inputTopic);
        this.check = new OutputCheck(bootstrapServers, inputTopic);
    }

    /** Writes the input, which every contestant reads from its beginning. */
    void fillInput(long records, long warmUpRecords) {
        topics.create(warmUpTopic, EqualSettings.PARTITIONS);
        topics.create(inputTopic, EqualSettings.PARTITIONS);
        InputTopic.fill(bootstrapServers, warmUpTopic, warmUpRecords, SEED);
        InputTopic.fill(bootstrapServers, inputTopic, records, SEED + 100);
    }

    /** Runs every workload with every contestant, {@code rounds} times; who begins changes from round to round. */
    List<Run> run(List<Workload> workloads, List<ContestantKind> contestants, int rounds, Consumer<Run> afterEach)
            throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<ContestantKind> order = new ArrayList<>(contestants);
            Collections.rotate(order, round);
            for (Workload workload : workloads) {
                for (ContestantKind contestant : order) {
                    Run run = run(workload, contestant, round);
                    runs.add(run);
                    afterEach.accept(run);
                }
            }
        }
        return runs;
    }

    @Override
    public void close() {
        try (topics) {
            topics.deleteWithPrefix(prefix);
        }
    }

    private Run run(Workload workload, ContestantKind contestant, int round) throws Exception {
        String applicationId = String.join("-", prefix, contestant.id(), workload.letter(), String.valueOf(round));
        Path stateDirectory = Files.createTempDirectory("headrace-bench-");
        try {
            Measurement measurement = jvm.run(contestant, workload, applicationId, stateDirectory);
            long written = check.check(workload, ContestantMain.outputTopic(applicationId));
            return new Run(workload, contestant, round, measurement, written);
        } finally {
            topics.deleteWithPrefix(applicationId);
            delete(stateDirectory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
