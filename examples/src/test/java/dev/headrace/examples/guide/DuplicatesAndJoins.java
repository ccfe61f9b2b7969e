package dev.headrace.examples.guide;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.util.List;

public final class DuplicatesAndJoins {

    record Customer(String customer, String country) {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Inbox.put(home.resolve("orders"), "1.json", """
                {"id": 1, "at": "2026-11-27T10:00:00Z", "customer": "ann"}
                {"id": 1, "at": "2026-11-27T10:00:00Z", "customer": "ann"}
                {"id": 2, "at": "2026-11-27T10:01:00Z", "customer": "zoe"}
                """);
        Inbox.put(home.resolve("orders"), "2.json", """
                {"id": 2, "at": "2026-11-27T10:01:30Z", "customer": "zoe"}
                {"id": 3, "at": "2026-11-27T10:05:00Z", "customer": "bob"}
                """);

        RowStream orders = Rows.readStream()
                .schema("id BIGINT, at TIMESTAMP, customer STRING")
                .option("maxFilesPerTrigger", 1)
                .json(home.resolve("orders").toString());

        RowStream once = orders.withWatermark("at", "1 hour").dropDuplicatesWithinWatermark("id");
        show("orders, once each", once);

        RowStream customers = Rows.of(Customer.class, List.of(new Customer("ann", "AT"), new Customer("bob", "NZ")));
        show("with countries", once.join(customers, List.of("customer"), "left"));
    }

    private static void show(String what, RowStream rows) throws InterruptedException {
        System.out.println("== " + what);
        rows.writeStream()
                .format("console")
                .trigger(Trigger.availableNow())
                .start()
                .awaitTermination();
    }
}
