package dev.headrace.examples.email;

import static dev.headrace.rows.Functions.col;

import dev.headrace.Headrace;
import dev.headrace.connect.ProgressTable;
import dev.headrace.examples.shop.ShopFiles;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Events of a web shop lie in Parquet files. One file per trigger, those of visitors who came by email are kept, with whether
 * they use a mobile, in Parquet files again; beside it, visitors are counted by where they came from.
 */
@Command(
        name = "headrace-demo email",
        description = "Follows visitors who came by email, from Parquet files to Parquet files, exactly once.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class EmailTraffic implements Callable<Integer> {

    @Option(names = "--files", paramLabel = "N", description = "How many files of events there are.")
    private int files = 6;

    @Option(names = "--events", paramLabel = "N", description = "How many events each file has.")
    private int eventsPerFile = 2_000;

    @Option(names = "--interval", paramLabel = "MS", description = "Milliseconds between triggers.")
    private int intervalMs = 1_000;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where everything goes. Default: a new temporary directory",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private @Nullable Path directory;

    private EmailTraffic() {}

    /** Runs the example; {@code --help} lists the options. Ends with status 1 if the output is not exact. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** What {@link #main} does, but for ending the JVM: returns the status. */
    public static int run(String... arguments) {
        return new CommandLine(new EmailTraffic()).execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home =
                directory == null ? Files.createTempDirectory("headrace-email") : Files.createDirectories(directory);
        Path input = Files.createDirectories(home.resolve("events"));
        ShopFiles shop = new ShopFiles(input, 42);
        for (int file = 0; file < files; file++) {
            shop.put(eventsPerFile);
        }
        System.out.printf("%d files of %,d events each are in %s%n%n", files, eventsPerFile, input);

        System.out.println("-- email traffic, one file per trigger");
        ProgressTable table = new ProgressTable(System.out);
        Headrace.shared().addListener(table);
        StreamingQuery devices = emailTraffic(input, home);
        System.out.printf(
                "id %s, run %s, name %s, active %s%n",
                devices.id(), devices.runId(), devices.name(), devices.isActive());
        devices.processAllAvailable();
        System.out.printf("status: %s%n", devices.status());
        StreamingQueryProgress last = devices.lastProgress();
        System.out.printf("last progress:%n%s%n", last == null ? "none" : last.prettyJson());
        devices.stop();
        Headrace.shared().removeListener(table);

        System.out.printf("%n-- once more, with the same checkpoint%n");
        StreamingQuery again = emailTraffic(input, home);
        again.processAllAvailable();
        System.out.printf(
                "same id %s, %d epochs with data%n",
                again.id().equals(devices.id()), again.recentProgress().size());
        again.stop();

        System.out.printf("%n-- visitors by where they came from, the whole result each time%n");
        StreamingQuery sources = bySource(input, home);
        sources.awaitTermination();

        return verdict(input, home, again.recentProgress().isEmpty());
    }

    private StreamingQuery emailTraffic(Path input, Path home) {
        RowStream events = Rows.readStream()
                .schema(ShopFiles.DDL)
                .option("maxFilesPerTrigger", 1)
                .parquet(input.toString());

        return events.filter(col("traffic_source").equalTo("email"))
                .withColumn("mobile", col("device").isin("iOS", "Android"))
                .select("user_id", "event_timestamp", "mobile")
                .writeStream()
                .outputMode("append")
                .format("parquet")
                .queryName("email_traffic")
                .trigger(Trigger.processingTime(Duration.ofMillis(intervalMs)))
                .option("checkpointLocation", home.resolve("checkpoint-email").toString())
                .start(home.resolve("email").toString());
    }

    private StreamingQuery bySource(Path input, Path home) {
        return Rows.readStream()
                .schema(ShopFiles.DDL)
                .option("maxFilesPerTrigger", Math.max(1, files / 2))
                .parquet(input.toString())
                .groupBy("traffic_source")
                .count()
                .orderBy(col("count").desc())
                .writeStream()
                .outputMode("complete")
                .format("console")
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", home.resolve("checkpoint-sources").toString())
                .start();
    }

    /** Compares what any reader of the output directory sees with the same pipeline over the files at once. */
    private static int verdict(Path input, Path home, boolean nothingTwice) {
        List<Row> streamed = Rows.read()
                .parquet(home.resolve("email").toString())
                .select("user_id", "event_timestamp", "mobile")
                .collect();
        List<Row> batch = Rows.read()
                .schema(ShopFiles.DDL)
                .parquet(input.toString())
                .filter(col("traffic_source").equalTo("email"))
                .withColumn("mobile", col("device").isin("iOS", "Android"))
                .select("user_id", "event_timestamp", "mobile")
                .collect();
        boolean exact = counted(streamed).equals(counted(batch));
        System.out.printf(
                "%n%s: %,d rows in %s are those of a batch over the same files, each once; the second run read %s%n",
                exact && nothingTwice ? "PROVED" : "NOT PROVED",
                streamed.size(),
                home.resolve("email"),
                nothingTwice ? "nothing" : "something again");
        return exact && nothingTwice ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Map<List<@Nullable Object>, Integer> counted(List<Row> rows) {
        Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.values(), 1, Integer::sum));
        return counts;
    }
}
