package dev.headrace.examples.usecases;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.session_window;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.data.Row;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;

/** Decides about visitors by how they behave in a visit: who does more than people do is asked for proof. */
final class Decisions implements UseCase {

    private static final long EVENTS_OF_PEOPLE = 12;

    @Override
    public String summary() {
        return "decides who is asked to prove that he is a person: more than " + EVENTS_OF_PEOPLE
                + " events in a visit";
    }

    @Override
    public void run(RowStream events, Path home) throws InterruptedException {
        events.withWatermark("time", "5 seconds")
                .groupBy(session_window(col("time"), "20 seconds"), col("user_id"))
                .agg(count("*").as("events"))
                .filter(col("events").gt(EVENTS_OF_PEOPLE))
                .select(
                        col("user_id"),
                        col("events"),
                        col("session_window.start").as("since"))
                .writeStream()
                .foreachBatch((visits, batch) -> {
                    for (Row visit : visits.orderBy(col("events").desc()).take(5)) {
                        System.out.printf(
                                "decision %d: ask %s, %d events from %s on%n",
                                batch,
                                visit.getString("user_id"),
                                visit.getLong("events"),
                                visit.getTimestamp("since"));
                    }
                })
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", home.resolve("checkpoint"))
                .start()
                .awaitTermination();
    }
}
