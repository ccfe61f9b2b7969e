package dev.headrace.examples.email;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.timestamp_seconds;
import static dev.headrace.rows.Functions.window;

import dev.headrace.examples.shop.ShopFiles;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.RowStreamWriter;
import dev.headrace.rows.Rows;
import java.nio.file.Path;

/** The two jobs that are killed, each as a stream and as a batch. */
enum FileSoakJob {
    /** Rows that are kept, without state. */
    EMAIL {
        @Override
        RowStream over(RowStream events) {
            return events.filter(col("traffic_source").equalTo("email"))
                    .withColumn("mobile", col("device").isin("iOS", "Android"))
                    .select("user_id", "event_timestamp", "mobile");
        }
    },
    /** Windows that are counted, and leave when the watermark has passed them. */
    WINDOWS {
        @Override
        RowStream over(RowStream events) {
            return events.withColumn(
                            "time", timestamp_seconds(col("event_timestamp").divide(1_000_000)))
                    .withWatermark("time", "2 seconds")
                    .groupBy(window(col("time"), "5 seconds"), col("traffic_source"))
                    .count();
        }
    };

    abstract RowStream over(RowStream events);

    RowStream batch(Path home) {
        return over(
                Rows.read().schema(ShopFiles.DDL).parquet(home.resolve("events").toString()));
    }

    RowStreamWriter stream(Path home) {
        return over(Rows.readStream()
                        .schema(ShopFiles.DDL)
                        .option("maxFilesPerTrigger", 1)
                        .parquet(home.resolve("events").toString()))
                .writeStream()
                .outputMode("append")
                .format("parquet");
    }

    /** What a plain listing of the output shows. */
    RowStream output(Path home) {
        RowStream shape = batch(home);
        return Rows.read().schema(shape.schema()).parquet(home.resolve("out").toString());
    }
}
