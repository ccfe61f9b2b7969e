package dev.headrace.examples.guide;

import dev.headrace.rows.Rows;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;

public final class Triggers {

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        for (int file = 1; file <= 3; file++) {
            Inbox.put(home.resolve("orders"), file + ".json", "{\"id\": %d}%n".formatted(file));
        }

        run("available now", home, "a", Trigger.availableNow());
        run("once", home, "b", Trigger.once());
        run("available now, again", home, "a", Trigger.availableNow());

        Inbox.put(home.resolve("orders"), "4.json", "{\"id\": 4}\n");
        StreamingQuery query = start(home, "a", Trigger.processingTime("1 second"));
        query.processAllAvailable();
        query.stop();
        tell("every second", query);
    }

    private static void run(String name, Path home, String checkpoint, Trigger trigger) throws InterruptedException {
        StreamingQuery query = start(home, checkpoint, trigger);
        query.awaitTermination();
        tell(name, query);
    }

    private static StreamingQuery start(Path home, String checkpoint, Trigger trigger) {
        return Rows.readStream()
                .schema("id BIGINT")
                .option("maxFilesPerTrigger", 1)
                .json(home.resolve("orders").toString())
                .writeStream()
                .format("json")
                .trigger(trigger)
                .option("checkpointLocation", home.resolve("checkpoint-" + checkpoint))
                .start(home.resolve("out-" + checkpoint).toString());
    }

    private static void tell(String name, StreamingQuery query) {
        System.out.printf(
                "%s: epochs %s%n",
                name,
                query.recentProgress().stream()
                        .map(StreamingQueryProgress::batchId)
                        .toList());
    }
}
