package dev.headrace.examples.usecases;

import static dev.headrace.rows.Functions.approx_count_distinct;
import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.round;
import static dev.headrace.rows.Functions.sum;
import static dev.headrace.rows.Functions.window;

import dev.headrace.rows.RowStream;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;

/** A report that is brought up to date as events come: what changed is shown, not the whole. */
final class Reporting implements UseCase {

    @Override
    public String summary() {
        return "shows revenue and visitors by minute, each time what changed";
    }

    @Override
    public void run(RowStream events, Path home) throws InterruptedException {
        events.withWatermark("time", "1 minute")
                .groupBy(window(col("time"), "1 minute"))
                .agg(
                        sum("ecommerce.purchase_revenue_in_usd").as("usd"),
                        approx_count_distinct("user_id").as("visitors"))
                .select(col("window.start").as("minute"), round(col("usd"), 2).as("usd"), col("visitors"))
                .writeStream()
                .outputMode("update")
                .format("console")
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", home.resolve("checkpoint"))
                .start()
                .awaitTermination();
    }
}
