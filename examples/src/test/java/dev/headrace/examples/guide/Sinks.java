package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.sum;

import dev.headrace.files.OutputAudit;
import dev.headrace.rows.RowForeach;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

public final class Sinks {

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Inbox.put(home.resolve("orders"), "1.json", """
                {"id": 1, "country": "AT", "price": 120.0}
                {"id": 2, "country": "NZ", "price": 9.5}
                """);
        Inbox.put(home.resolve("orders"), "2.json", """
                {"id": 3, "country": "AT", "price": 300.0}
                """);
        RowStream orders = Rows.readStream()
                .schema("id BIGINT, country STRING, price DOUBLE")
                .option("maxFilesPerTrigger", 1)
                .json(home.resolve("orders").toString());
        RowStream revenue =
                orders.groupBy("country").agg(sum("price").as("revenue")).orderBy("country");

        files(orders, home);
        wholeResult(revenue, home);
        memory(revenue);
        foreach(orders);
        foreachBatch(orders, home);
    }

    private static void files(RowStream orders, Path home) throws Exception {
        orders.writeStream()
                .format("parquet")
                .partitionBy("country")
                .option("compression", "zstd")
                .option("maxRecordsPerFile", 1_000_000)
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", home.resolve("checkpoint-files"))
                .start(home.resolve("by-country").toString())
                .awaitTermination();

        System.out.println(directories(home.resolve("by-country")));
        System.out.println(OutputAudit.of(home.resolve("by-country").toString()));
    }

    private static void wholeResult(RowStream revenue, Path home) throws Exception {
        revenue.writeStream()
                .outputMode("complete")
                .format("csv")
                .option("header", true)
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", home.resolve("checkpoint-whole"))
                .start(home.resolve("revenue").toString())
                .awaitTermination();

        System.out.print(Files.readString(home.resolve("revenue/result.csv")));
    }

    private static void memory(RowStream revenue) throws InterruptedException {
        StreamingQuery query = revenue.writeStream()
                .outputMode("complete")
                .format("memory")
                .queryName("revenue")
                .start();
        query.processAllAvailable();
        Rows.table("revenue").filter(col("revenue").gt(100)).show();
        query.stop();
    }

    private static void foreach(RowStream orders) throws InterruptedException {
        orders.writeStream()
                .foreach((RowForeach) row -> System.out.println("order " + row.getLong("id")))
                .trigger(Trigger.availableNow())
                .start()
                .awaitTermination();
    }

    private static void foreachBatch(RowStream orders, Path home) throws InterruptedException {
        orders.writeStream()
                .foreachBatch((batch, batchId) -> {
                    Path report = home.resolve("batch-" + batchId + ".json");
                    batch.write().mode("overwrite").json(report.toString());
                    System.out.println("batch " + batchId + ": " + batch.count() + " rows");
                })
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", home.resolve("checkpoint-batches"))
                .start()
                .awaitTermination();
    }

    private static List<String> directories(Path output) throws IOException {
        try (Stream<Path> children = Files.list(output)) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> !name.startsWith("_"))
                    .sorted()
                    .toList();
        }
    }
}
