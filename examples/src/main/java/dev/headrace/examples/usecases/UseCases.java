package dev.headrace.examples.usecases;

import static dev.headrace.rows.Functions.col;

import dev.headrace.examples.shop.ShopFiles;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs use cases over the files of a web shop. */
@Command(
        name = "headrace-demo use",
        description = "Shows what streams are for, over files of events of a web shop.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class UseCases implements Callable<Integer> {

    private static final long SEED = 42;
    private static final int MICROS_PER_SECOND = 1_000_000;

    private final Map<String, UseCase> all = new LinkedHashMap<>();

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "notifications, reporting, etl, serving, decisions, learning. Default: all of them",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private List<String> names = List.of();

    @Option(names = "--files", paramLabel = "N", description = "How many files of events there are.")
    private int files = 4;

    @Option(names = "--events", paramLabel = "N", description = "How many events each file has.")
    private int eventsPerFile = 3_000;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where everything goes. Default: a new temporary directory",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private @Nullable Path directory;

    private UseCases() {
        all.put("notifications", new Notifications());
        all.put("reporting", new Reporting());
        all.put("etl", new IncrementalEtl());
        all.put("serving", new Serving());
        all.put("decisions", new Decisions());
        all.put("learning", new OnlineLearning());
    }

    /** Runs those that are named; {@code --help} lists them. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** What {@link #main} does, but for ending the JVM: returns the status. */
    public static int run(String... arguments) {
        return new CommandLine(new UseCases()).execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (String name : names) {
            if (!all.containsKey(name)) {
                System.err.printf("There is no use case '%s'; there are %s%n", name, all.keySet());
                return CommandLine.ExitCode.USAGE;
            }
        }
        Path home = directory == null ? Files.createTempDirectory("headrace-use") : directory;
        Path input = Files.createDirectories(home.resolve("events"));
        ShopFiles shop = new ShopFiles(input, SEED);
        for (int file = 0; file < files; file++) {
            shop.put(eventsPerFile);
        }
        Map<String, UseCase> chosen = new LinkedHashMap<>(all);
        if (!names.isEmpty()) {
            chosen.keySet().retainAll(names);
        }
        for (Map.Entry<String, UseCase> each : chosen.entrySet()) {
            System.out.printf("-- %s: %s%n", each.getKey(), each.getValue().summary());
            each.getValue().run(events(input), home.resolve(each.getKey()));
            System.out.println();
        }
        return CommandLine.ExitCode.OK;
    }

    private static RowStream events(Path input) {
        return Rows.readStream()
                .schema(ShopFiles.DDL)
                .option("maxFilesPerTrigger", 1)
                .parquet(input.toString())
                .withColumn(
                        "time", col("event_timestamp").divide(MICROS_PER_SECOND).cast("TIMESTAMP"));
    }
}
