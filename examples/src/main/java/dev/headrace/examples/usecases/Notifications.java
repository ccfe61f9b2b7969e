package dev.headrace.examples.usecases;

import static dev.headrace.rows.Functions.col;

import dev.headrace.examples.shop.Event;
import dev.headrace.rows.RowStream;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;

/** Tells somebody of each large purchase, a moment after it was made. */
final class Notifications implements UseCase {

    private static final double LARGE_USD = 7_000;

    @Override
    public String summary() {
        return "tells of each purchase of " + LARGE_USD + " USD and more";
    }

    @Override
    public void run(RowStream events, Path home) throws InterruptedException {
        events.filter(col("event_name")
                        .equalTo(Event.PURCHASE)
                        .and(col("ecommerce.purchase_revenue_in_usd").geq(LARGE_USD)))
                .select(col("user_id"), col("ecommerce.purchase_revenue_in_usd").as("usd"), col("time"))
                .writeStream()
                .foreach(row -> System.out.printf(
                        "%s: %s bought for %.2f USD%n",
                        row.getTimestamp("time"), row.getString("user_id"), row.getDouble("usd")))
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", home.resolve("checkpoint"))
                .start()
                .awaitTermination();
    }
}
