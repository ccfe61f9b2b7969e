package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import java.nio.file.Path;

public final class FirstQuery {

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Inbox.put(home.resolve("orders"), "1.json", """
                {"id": 1, "customer": "ann", "price": 120.0}
                {"id": 2, "customer": "bob", "price": 9.5}
                """);

        StreamingQuery query = largeOrders(home);
        query.processAllAvailable();
        System.out.println(query.name() + " is " + query.state());
        System.out.println("rows read: " + query.lastProgress().numInputRows());
        query.stop();
        System.out.println(query.name() + " is " + query.state());

        Inbox.put(home.resolve("orders"), "2.json", """
                {"id": 3, "customer": "cid", "price": 300.0}
                """);

        StreamingQuery again = largeOrders(home);
        again.processAllAvailable();
        System.out.println("the same query: " + again.id().equals(query.id()));
        System.out.println("rows read: " + again.lastProgress().numInputRows());
        again.stop();

        Rows.read().parquet(home.resolve("large").toString()).orderBy("id").show();
    }

    private static StreamingQuery largeOrders(Path home) {
        RowStream orders = Rows.readStream()
                .schema("id BIGINT, customer STRING, price DOUBLE")
                .json(home.resolve("orders").toString());

        return orders.filter(col("price").geq(100))
                .writeStream()
                .queryName("large_orders")
                .format("parquet")
                .option("checkpointLocation", home.resolve("checkpoint"))
                .start(home.resolve("large").toString());
    }
}
