package dev.headrace.examples.usecases;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.explode;

import dev.headrace.examples.shop.Event;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.Trigger;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes of purchases a table of what was bought. It processes what is there and ends, so that it can be run once an hour instead of
 * all day; a run costs what came since the last one.
 */
final class IncrementalEtl implements UseCase {

    @Override
    public String summary() {
        return "makes of purchases a table of items, and says what each run costs";
    }

    @Override
    public void run(RowStream events, Path home) throws InterruptedException {
        for (String which : new String[] {"first run", "second run, nothing is new"}) {
            Instant start = Instant.now();
            Duration cpuBefore = cpu();
            StreamingQuery query = events.filter(col("event_name").equalTo(Event.PURCHASE))
                    .select(
                            col("traffic_source"),
                            col("time"),
                            explode(col("items")).as("item"))
                    .select("traffic_source", "time", "item.item_id", "item.quantity", "item.item_revenue_in_usd")
                    .writeStream()
                    .format("parquet")
                    .partitionBy("traffic_source")
                    .trigger(Trigger.availableNow())
                    .option("checkpointLocation", home.resolve("checkpoint"))
                    .start(home.resolve("items").toString());
            query.awaitTermination();
            System.out.printf(
                    "%s: %,d events in %d epochs, %d ms, %d ms of CPU%n",
                    which,
                    query.recentProgress().stream()
                            .mapToLong(StreamingQueryProgress::numInputRows)
                            .sum(),
                    query.recentProgress().size(),
                    Duration.between(start, Instant.now()).toMillis(),
                    cpu().minus(cpuBefore).toMillis());
        }
        System.out.printf(
                "%,d items were bought%n",
                Rows.read().parquet(home.resolve("items").toString()).count());
    }

    /** What this process has had of its processors. */
    private static Duration cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Duration.ofNanos(system.getProcessCpuTime())
                : Duration.ZERO;
    }
}
