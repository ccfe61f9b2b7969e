package dev.headrace.examples.email;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.timestamp_seconds;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.examples.shop.ShopFiles;
import dev.headrace.files.OutputAudit;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The jobs that are killed: what they do as a stream, what a reader of their output finds, and what a batch computes. */
enum FileSoakJob {
    /** Rows that are kept, without state. */
    EMAIL {
        @Override
        RowStream over(RowStream events) {
            return events.filter(col("traffic_source").equalTo("email"))
                    .withColumn("mobile", col("device").isin("iOS", "Android"))
                    .select("user_id", "event_timestamp", "mobile");
        }

        @Override
        List<Row> answer(SoakFiles files) {
            return over(files.all()).collect();
        }
    },
    /** Windows that are counted, and leave when the watermark has passed them. */
    WINDOWS {
        @Override
        RowStream over(RowStream events) {
            return counted(events);
        }

        @Override
        List<Row> answer(SoakFiles files) {
            long watermarkMs = files.lastWatermarkMs();
            return over(files.onTime()).collect().stream()
                    .filter(row -> row.getStruct("window").getTimestamp("end").toEpochMilli() <= watermarkMs)
                    .toList();
        }
    },
    /** Windows that are counted, of which each epoch hands over those that changed; whoever takes them keeps each batch once. */
    UPDATES {
        @Override
        RowStream over(RowStream events) {
            return counted(events);
        }

        @Override
        Topology topology(Path home) {
            return stream(home)
                    .writeStream()
                    .outputMode("update")
                    .foreachBatch(batches(home)::put)
                    .toTopology();
        }

        @Override
        List<Row> output(Path home) throws IOException {
            Map<List<Object>, Row> last = new LinkedHashMap<>();
            for (Row row : batches(home).inOrder(schema(home))) {
                last.put(List.of(row.getStruct("window"), row.getString("traffic_source")), row);
            }
            return List.copyOf(last.values());
        }

        @Override
        List<Row> answer(SoakFiles files) {
            return over(files.onTime()).collect();
        }

        @Override
        void check(Path home) throws IOException {
            assertThat(batches(home).repetitions(schema(home)))
                    .isNotEmpty()
                    .allSatisfy(batch -> assertThat(batch.again()).containsExactlyInAnyOrderElementsOf(batch.first()));
            assertThat(batches(home).leftovers()).isEmpty();
        }

        private static NumberedBatches batches(Path home) {
            return new NumberedBatches(home.resolve("out"));
        }
    };

    abstract RowStream over(RowStream events);

    /** What the output has to be. */
    abstract List<Row> answer(SoakFiles files);

    /** The stream. */
    Topology topology(Path home) {
        return stream(home)
                .writeStream()
                .outputMode("append")
                .format("parquet")
                .toTopology(home.resolve("out").toString());
    }

    /** What a plain listing of the output shows. */
    List<Row> output(Path home) throws IOException {
        return Rows.read()
                .schema(schema(home))
                .parquet(home.resolve("out").toString())
                .collect();
    }

    /** Checks what the rows of the output alone do not show. */
    void check(Path home) throws IOException {
        assertThat(OutputAudit.of(home.resolve("out").toString()).faults()).isEmpty();
        try (Stream<Path> staged = Files.walk(home.resolve("out").resolve("_staging"))) {
            assertThat(staged.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("query");
        }
    }

    RowStream stream(Path home) {
        return over(Rows.readStream()
                .schema(ShopFiles.DDL)
                .option("maxFilesPerTrigger", 1)
                .parquet(home.resolve("events").toString()));
    }

    private static RowStream counted(RowStream events) {
        return events.withColumn(
                        "time", timestamp_seconds(col("event_timestamp").divide(1_000_000)))
                .withWatermark("time", SoakFiles.DELAY)
                .groupBy(window(col("time"), SoakFiles.WINDOW, SoakFiles.WINDOW), col("traffic_source"))
                .count();
    }

    /** The columns of the output. */
    Schema schema(Path home) {
        return stream(home).schema();
    }
}
