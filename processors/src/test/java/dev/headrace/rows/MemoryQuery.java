package dev.headrace.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rows.data.Row;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A query into memory that is started again and again over the same checkpoint. */
final class MemoryQuery {

    private final Path directory;

    MemoryQuery(Path directory) {
        this.directory = directory;
    }

    /** Runs over what has come since, and returns what it wrote. */
    List<Row> run(RowStream rows, String mode, int workers) throws InterruptedException {
        StreamingQuery query = rows.writeStream()
                .outputMode(mode)
                .format("memory")
                .queryName("q")
                .trigger(Trigger.availableNow())
                .option("workers", workers)
                .option("stateDir", directory.resolve("state"))
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start();
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();
        return Rows.table("q").collect();
    }
}
