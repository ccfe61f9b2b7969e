package dev.headrace.examples.guide;

import dev.headrace.rows.RowLoader;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;

public final class FileSources {

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path orders = home.resolve("orders");
        Inbox.put(orders.resolve("day=2026-11-27"), "1.csv", "1,120.0\n2,9.5\n");
        Inbox.put(orders.resolve("day=2026-11-28"), "2.csv", "3,300.0\nfour,1.0\n");
        String directory = orders.toString();

        refused(() -> Rows.readStream().json(directory));
        run(orders().schema("id BIGINT, price DOUBLE, day DATE").csv(directory));
        run(orders().schema("id BIGINT, price DOUBLE, _corrupt_record STRING, day DATE")
                .option("mode", "PERMISSIVE")
                .csv(directory));

        refused(() ->
                orders().option("maxFilePerTrigger", 1).schema("id BIGINT").csv(directory));
        refused(() -> Rows.read().option("maxFilesPerTrigger", 1).csv(directory));
        refused(() -> Rows.read().format("orc").load(directory));
    }

    private static RowLoader orders() {
        return Rows.readStream();
    }

    private static void run(RowStream rows) throws InterruptedException {
        try {
            rows.writeStream()
                    .format("console")
                    .trigger(Trigger.availableNow())
                    .start()
                    .awaitTermination();
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void refused(Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
    }
}
