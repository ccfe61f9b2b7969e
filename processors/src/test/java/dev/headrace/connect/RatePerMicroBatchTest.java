package dev.headrace.connect;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries over so many rows each epoch, over the real engine. */
@Timeout(60)
class RatePerMicroBatchTest {

    @TempDir
    Path directory;

    /** By number of the batch, what it had. */
    private final Map<Long, List<Row>> batches = new ConcurrentSkipListMap<>();

    @ParameterizedTest
    @CsvSource({"10,1,1", "10,3,2", "3,5,2", "1500,2,2"})
    void eachBatchHasItsRowsWhenOneFollowsTheOther(int rows, int partitions, int workers) throws InterruptedException {
        StreamingQuery query = start(
                rate(Map.of("rowsPerBatch", rows, "numPartitions", partitions)),
                Trigger.processingTime(Duration.ZERO),
                workers);
        while (batches.size() < 5) {
            query.awaitTermination(Duration.ofMillis(5));
        }
        query.stop();
        int before = batches.size();
        start(rate(Map.of("rowsPerBatch", rows, "numPartitions", partitions)), Trigger.availableNow(), workers)
                .awaitTermination();

        assertThat(batches).hasSize(before + 1);
        batches.forEach((id, batch) -> {
            assertThat(batch)
                    .extracting(row -> row.getLong("value"))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(id * rows, (id + 1) * rows).boxed().toList());
            assertThat(batch).extracting(row -> row.getTimestamp("timestamp")).containsOnly(Instant.ofEpochSecond(id));
        });
    }

    @Test
    void startIsOneBatchUnderTriggersThatEnd() throws InterruptedException {
        Map<String, Object> options = Map.of("rowsPerBatch", 2, "startTimestamp", 500, "advanceMillisPerBatch", 20);
        for (Trigger trigger : List.of(Trigger.once(), Trigger.availableNow(), Trigger.once())) {
            start(rate(options), trigger, 1).awaitTermination();
        }

        assertThat(texts()).containsExactly("0=[0@500, 1@500]", "1=[2@520, 3@520]", "2=[4@540, 5@540]");
    }

    @Test
    void batchThatFailedHasTheSameRowsThoughTheOptionsWereChanged() throws InterruptedException {
        StreamingQuery failing = rate(Map.of("rowsPerBatch", 3, "startTimestamp", 7, "numPartitions", 2))
                .writeStream()
                .foreachBatch((batch, id) -> {
                    throw new IllegalStateException("no");
                })
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start();
        assertThatThrownBy(failing::awaitTermination).hasStackTraceContaining("no");

        start(
                        rate(Map.of("rowsPerBatch", 1, "advanceMillisPerBatch", 3, "numPartitions", 2)),
                        Trigger.availableNow(),
                        2)
                .awaitTermination();

        assertThat(texts()).containsExactly("0=[0@7, 1@7, 2@7]", "1=[3@1007]");
    }

    @Test
    void windowsOfItsRowsAreTheSameEachTime() throws InterruptedException {
        RowStream counted = rate(Map.of("rowsPerBatch", 10, "advanceMillisPerBatch", 5_000))
                .groupBy(window(col("timestamp"), "10 seconds"))
                .agg(count("*").as("n"));
        for (int epoch = 0; epoch < 5; epoch++) {
            counted.writeStream()
                    .outputMode("complete")
                    .format("memory")
                    .queryName("windows")
                    .trigger(Trigger.availableNow())
                    .option("checkpointLocation", directory.resolve("checkpoint"))
                    .start()
                    .awaitTermination();
        }

        Map<Instant, Long> counts = new TreeMap<>();
        Rows.table("windows")
                .collect()
                .forEach(row -> counts.put(row.getStruct("window").getTimestamp("start"), row.getLong("n")));
        assertThat(counts)
                .isEqualTo(Map.of(
                        Instant.ofEpochSecond(0), 20L, Instant.ofEpochSecond(10), 20L, Instant.ofEpochSecond(20), 10L));
    }

    @Test
    void columnsThatNobodyNeedsAreLeftOut() throws InterruptedException {
        start(rate(Map.of("rowsPerBatch", 2)).select("value"), Trigger.availableNow(), 1)
                .awaitTermination();

        assertThat(batches.get(0L)).extracting(Row::values).containsExactly(List.of(0L), List.of(1L));
    }

    @Test
    void continuousTriggerIsRefused() {
        assertThatThrownBy(() -> rate(Map.of("rowsPerBatch", 2))
                        .writeStream()
                        .format("memory")
                        .queryName("continuous")
                        .trigger(Trigger.continuous(Duration.ofMillis(10)))
                        .start())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(
                        "(rate of 2 rows each epoch) under a continuous trigger: nothing says there where an epoch, which"
                                + " has so many rows, ends. Use Trigger.processingTime(..), or format(\"rate\")");
    }

    @Test
    void otherNumberOfPartitionsIsRefused() throws InterruptedException {
        start(rate(Map.of("rowsPerBatch", 4, "numPartitions", 2)), Trigger.availableNow(), 1)
                .awaitTermination();

        assertThatThrownBy(() -> start(rate(Map.of("rowsPerBatch", 4, "numPartitions", 3)), Trigger.availableNow(), 1)
                        .awaitTermination())
                .hasStackTraceContaining("in 3 partitions: the checkpoint has it in 2. Write"
                        + " .option(\"numPartitions\", 2), or start anew with another checkpoint");
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> rate(Map.of()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Cannot read rate-micro-batch: it is not said how many rows an epoch has. Write"
                        + " .option(\"rowsPerBatch\", 100)");
        assertThatThrownBy(() -> rate(Map.of("rowsPerBatch", 0)))
                .hasMessage("Cannot use option rowsPerBatch=0: it is 1 at least");
        assertThatThrownBy(() -> rate(Map.of("rowsPerBatch", 1, "advanceMillisPerBatch", -1)))
                .hasMessage("Cannot use option advanceMillisPerBatch=-1: it is 0 at least");
        assertThatThrownBy(() -> rate(Map.of("rowsPerBatch", 1, "startTimestamp", "now")))
                .hasMessage("Cannot use option startTimestamp='now': it has to be a whole number");
        assertThatThrownBy(() -> Rows.read()
                        .format("rate-micro-batch")
                        .option("rowsPerBatch", 1)
                        .load()
                        .collect())
                .hasMessageContaining("as a batch: it has no end. Use readStream()");
    }

    private static RowStream rate(Map<String, Object> options) {
        var loader = Rows.readStream().format("rate-micro-batch");
        options.forEach(loader::option);
        return loader.load();
    }

    private StreamingQuery start(RowStream rows, Trigger trigger, int workers) {
        return rows.writeStream()
                .foreachBatch((batch, id) -> batches.put(id, batch.collect()))
                .trigger(trigger)
                .option("workers", workers)
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start();
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        batches.forEach((id, rows) -> texts.add(id + "="
                + rows.stream()
                        .map(row -> row.getLong("value") + "@"
                                + row.getTimestamp("timestamp").toEpochMilli())
                        .sorted()
                        .toList()));
        return texts;
    }
}
