package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.sum;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.RowStreamWriter;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

public final class Restarts {

    private final Path home;

    private Restarts(Path home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Inbox.put(home.resolve("orders"), "1.json", "{\"id\": 1, \"country\": \"AT\", \"price\": 120.0}\n");
        new Restarts(home).run();
    }

    private void run() throws InterruptedException {
        RowStream orders = orders(1);
        RowStream withTax = orders.withColumn("tax", col("price").multiply(0.2));

        attempt("first run", () -> append(orders, "checkpoint", "out"));
        attempt("another filter", () -> append(orders.filter(col("price").gt(0)), "checkpoint", "out"));
        attempt("one more column", () -> append(withTax, "checkpoint", "out"));
        attempt("another checkpoint", () -> append(orders, "checkpoint2", "out"));
        attempt("more source partitions", () -> append(orders(2), "checkpoint", "out"));
        attempt("no checkpoint", () -> append(orders, null, "out2"));
        attempt("a directory of something else", () -> append(orders, "orders", "out3"));

        RowStream perCountry = orders.groupBy("country").count();
        attempt("count", () -> update(perCountry, 8));
        attempt(
                "with a filter",
                () -> update(
                        orders.filter(col("price").gt(0)).groupBy("country").count(), 8));
        attempt("other state partitions", () -> update(perCountry, 4));
        attempt("another aggregate", () -> update(orders.groupBy("country").agg(sum("price")), 8));
        attempt("no aggregate", () -> update(orders, 8));

        StreamingQuery running = start(orders, "checkpoint", "out", Trigger.processingTime("1 second"));
        attempt("a second one at the same time", () -> append(orders, "checkpoint", "out"));
        running.stop();
    }

    private interface Attempt {
        StreamingQuery start();
    }

    private static void attempt(String what, Attempt attempt) throws InterruptedException {
        try {
            StreamingQuery query = attempt.start();
            query.awaitTermination();
            System.out.println(what + ": ok");
        } catch (RuntimeException e) {
            System.out.println(what + ": " + e.getMessage());
        }
    }

    private RowStream orders(int partitions) {
        return Rows.readStream()
                .schema("id BIGINT, country STRING, price DOUBLE")
                .option("numPartitions", partitions)
                .json(home.resolve("orders").toString());
    }

    private StreamingQuery append(RowStream rows, @Nullable String checkpoint, String output) {
        return start(rows, checkpoint, output, Trigger.availableNow());
    }

    private StreamingQuery start(RowStream rows, @Nullable String checkpoint, String output, Trigger trigger) {
        RowStreamWriter writer = rows.writeStream().format("parquet").trigger(trigger);
        if (checkpoint != null) {
            writer.option("checkpointLocation", home.resolve(checkpoint));
        }
        return writer.start(home.resolve(output).toString());
    }

    private StreamingQuery update(RowStream rows, int statePartitions) {
        return rows.writeStream()
                .outputMode("update")
                .format("memory")
                .queryName("counts")
                .trigger(Trigger.availableNow())
                .option("statePartitions", statePartitions)
                .option("checkpointLocation", home.resolve("counts"))
                .start();
    }
}
