package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.window;

import dev.headrace.Headrace;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryListener;
import dev.headrace.streaming.StreamingQueryProgress;
import java.nio.file.Path;

public final class Monitoring {

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        for (int file = 1; file <= 2; file++) {
            Inbox.put(
                    home.resolve("clicks"),
                    file + ".json",
                    "{\"at\": \"2026-11-27T10:%02d:00Z\"}%n".formatted(20 * file));
        }
        StreamingQueryListener listener = new Printing();
        Headrace.shared().addListener(listener);

        StreamingQuery query = Rows.readStream()
                .schema("at TIMESTAMP")
                .option("maxFilesPerTrigger", 1)
                .json(home.resolve("clicks").toString())
                .withWatermark("at", "5 minutes")
                .groupBy(window(col("at"), "10 minutes"))
                .count()
                .writeStream()
                .queryName("clicks")
                .outputMode("update")
                .format("memory")
                .start();
        query.processAllAvailable();

        System.out.println(Headrace.shared().query("clicks").orElseThrow().status());
        for (StreamingQueryProgress progress : query.recentProgress()) {
            System.out.println("epoch " + progress.batchId() + " read " + progress.numInputRows() + " rows");
        }
        System.out.println(query.lastProgress().prettyJson());
        System.out.println(query.explain());
        query.stop();
        Headrace.shared().removeListener(listener);
    }

    private static final class Printing implements StreamingQueryListener {

        @Override
        public void onQueryStarted(QueryStarted event) {
            System.out.println(event.name() + " started");
        }

        @Override
        public void onQueryProgress(QueryProgress event) {
            StreamingQueryProgress progress = event.progress();
            System.out.println("watermark of epoch " + progress.batchId() + ": "
                    + progress.eventTime().get("watermark"));
        }

        @Override
        public void onQueryTerminated(QueryTerminated event) {
            System.out.println("ended " + (event.exception() == null ? "well" : event.exception()));
        }
    }
}
