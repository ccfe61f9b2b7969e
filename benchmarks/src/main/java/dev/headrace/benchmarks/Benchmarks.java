package dev.headrace.benchmarks;

import dev.headrace.benchmarks.contestant.ContestantKind;
import dev.headrace.benchmarks.contestant.Measurement;
import dev.headrace.benchmarks.load.EqualSettings;
import dev.headrace.benchmarks.load.Workload;
import dev.headrace.testkit.BrokerProcess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what the same work costs in each contestant and prints a table per workload. */
@Command(
        name = "benchmarks",
        description = "Compares Headrace with Kafka Streams and with a loop written by hand.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class Benchmarks implements Callable<Integer> {

    @Option(names = "--records", description = "Input records of a measured run.")
    private long records = 5_000_000;

    @Option(names = "--warmup", description = "Records that each JVM processes before it is measured.")
    private long warmUpRecords = 1_000_000;

    @Option(names = "--rounds", description = "How often each contestant runs each workload.")
    private int rounds = 3;

    @Option(
            names = "--workload",
            split = ",",
            converter = WorkloadConverter.class,
            description = "A: filter + map. B: keyed count.")
    private List<Workload> workloads = List.of(Workload.values());

    @Option(
            names = "--contestants",
            split = ",",
            converter = ContestantConverter.class,
            description = "Who takes part; ratios are to the last one.")
    private List<ContestantKind> contestants = List.of(ContestantKind.values());

    @Option(names = "--bootstrap", description = "A broker to use; one is started where it is absent.")
    private @Nullable String bootstrapServers;

    private Benchmarks() {}

    /** Runs the comparison; {@code --help} lists the options. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (bootstrapServers != null) {
            compare(bootstrapServers);
        } else {
            // All members of a group join within a second of each other: the measured run sees one assignment.
            try (BrokerProcess broker = BrokerProcess.start(Map.of("group.initial.rebalance.delay.ms", 1_000))) {
                compare(broker.bootstrapServers());
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void compare(String bootstrapServers) throws Exception {
        try (Comparison comparison = new Comparison(bootstrapServers)) {
            System.err.printf("writing %,d records, and %,d to warm up%n", records, warmUpRecords);
            comparison.fillInput(records, warmUpRecords);
            List<Run> runs = comparison.run(workloads, contestants, rounds, Benchmarks::printProgress);
            System.out.printf(
                    "Java %s on %s, %d processors; exactly once, %d threads, %d partitions, commit every %d ms%n",
                    Runtime.version(),
                    System.getProperty("os.name"),
                    Runtime.getRuntime().availableProcessors(),
                    EqualSettings.THREADS,
                    EqualSettings.PARTITIONS,
                    EqualSettings.COMMIT_INTERVAL_MS);
            workloads.forEach(workload -> System.out.printf("%n%s", new ResultTable(workload, contestants, runs)));
        }
    }

    private static void printProgress(Run run) {
        Measurement measured = run.measurement();
        System.err.printf(
                Locale.ROOT,
                "round %d  %s  %-14s %6.2f CPU s per million  %,9.0f records/s  output checked%n",
                run.round() + 1,
                run.workload().letter(),
                run.contestant().id(),
                measured.cpuSecondsPerMillion(),
                measured.recordsPerSecond());
    }

    /** Letters to workloads. */
    static final class WorkloadConverter implements CommandLine.ITypeConverter<Workload> {
        @Override
        public Workload convert(String letter) {
            return Workload.of(letter);
        }
    }

    /** Names to contestants. */
    static final class ContestantConverter implements CommandLine.ITypeConverter<ContestantKind> {
        @Override
        public ContestantKind convert(String id) {
            return ContestantKind.of(id);
        }
    }
}
