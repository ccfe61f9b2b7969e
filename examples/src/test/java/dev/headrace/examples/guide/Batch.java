package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.avg;
import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.util.List;

public final class Batch {

    record Average(String country, long orders, double price) {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        String orders = home.resolve("orders").toString();
        Inbox.put(home.resolve("orders"), "1.json", """
                {"id": 1, "country": "AT", "price": 120.0}
                {"id": 2, "country": "NZ", "price": 9.5}
                {"id": 3, "country": "AT", "price": 300.0}
                """);
        String schema = "id BIGINT, country STRING, price DOUBLE";

        perCountry(Rows.read().schema(schema).json(orders)).orderBy("country").show();

        perCountry(Rows.readStream().schema(schema).json(orders))
                .writeStream()
                .outputMode("complete")
                .format("memory")
                .queryName("per_country")
                .trigger(Trigger.availableNow())
                .start()
                .awaitTermination();
        Rows.table("per_country").orderBy("country").show();

        List<Average> averages = perCountry(Rows.read().json(orders))
                .orderBy(col("price").desc())
                .collect()
                .stream()
                .map(row -> row.as(Average.class))
                .toList();
        System.out.println(averages);

        Rows.of(Average.class, averages)
                .write()
                .mode("overwrite")
                .partitionBy("country")
                .parquet(home.resolve("averages").toString());
        Rows.read().parquet(home.resolve("averages").toString()).printSchema();
        System.out.print(perCountry(Rows.read().json(orders)).explain());
    }

    /** Does not know whether its rows have an end. */
    private static RowStream perCountry(RowStream orders) {
        return orders.groupBy("country")
                .agg(count("*").as("orders"), avg("price").as("price"));
    }
}
