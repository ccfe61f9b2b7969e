package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.session_window;
import static dev.headrace.rows.Functions.window;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;

public final class EventTime {

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path clicks = home.resolve("clicks");
        Inbox.put(clicks, "1.json", """
                {"at": "2026-11-27T10:01:00Z", "user": "ann"}
                {"at": "2026-11-27T10:02:00Z", "user": "bob"}
                {"at": "2026-11-27T10:04:00Z", "user": "ann"}
                """);
        Inbox.put(clicks, "2.json", """
                {"at": "2026-11-27T10:21:00Z", "user": "ann"}
                """);
        Inbox.put(clicks, "3.json", """
                {"at": "2026-11-27T10:24:00Z", "user": "bob"}
                """);
        Inbox.put(clicks, "4.json", """
                {"at": "2026-11-27T10:03:00Z", "user": "cid"}
                {"at": "2026-11-27T10:16:00Z", "user": "cid"}
                """);

        RowStream events = Rows.readStream()
                .schema("at TIMESTAMP, user STRING")
                .option("maxFilesPerTrigger", 1)
                .json(clicks.toString())
                .withWatermark("at", "10 minutes");

        RowStream perFiveMinutes =
                events.groupBy(window(col("at"), "5 minutes")).count().select("window.start", "window.end", "count");
        RowStream sessions = events.groupBy(session_window(col("at"), "3 minutes"), col("user"))
                .count()
                .select("session_window.start", "session_window.end", "user", "count");

        show("windows, append", perFiveMinutes, "append");
        show("windows, update", perFiveMinutes, "update");
        StreamingQuery last = show("windows, complete", perFiveMinutes, "complete");
        System.out.println("event time: " + last.lastProgress().eventTime());
        show("sessions, append", sessions, "append");

        try {
            show("never final", events.groupBy("user").count(), "append");
        } catch (InvalidOptionException e) {
            System.out.println(e.getMessage());
        }
    }

    private static StreamingQuery show(String what, RowStream rows, String mode) throws InterruptedException {
        System.out.println("== " + what);
        StreamingQuery query = rows.writeStream()
                .outputMode(mode)
                .format("console")
                .trigger(Trigger.availableNow())
                .start();
        query.awaitTermination();
        return query;
    }
}
