package dev.headrace.rows;

import static dev.headrace.rows.Functions.avg;
import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.count_distinct;
import static dev.headrace.rows.Functions.first;
import static dev.headrace.rows.Functions.lower;
import static dev.headrace.rows.Functions.sum;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.connect.MemoryInput;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryStatus;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over rows that come, over the real engine and real files. */
@Timeout(60)
class RowQueryTest {

    private static final Schema CLICKS = Schema.of("user STRING, page STRING, time TIMESTAMP");

    @TempDir
    Path directory;

    private final MemoryInput input = MemoryInput.of(CLICKS, 3);
    private final RowStream clicks = Rows.readStream(input);

    @Test
    void filtersAndComputesRowByRow() throws InterruptedException {
        click("a", "home", 0);
        click("b", "cart", 1);

        run(
                clicks.filter(col("page").equalTo("cart"))
                        .select(col("user"), col("page").isNotNull().as("known")),
                "append",
                1);

        assertThat(Rows.table("q").collect()).extracting(Row::values).containsExactly(List.of("b", true));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void completeResultIsTheWholeResultWhateverTheNumberOfWorkers(int workers) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            click("u" + i % 7, "p" + i % 3, i);
        }

        run(
                clicks.groupBy("page")
                        .agg(count("*").as("n"), count_distinct("user").as("users")),
                "complete",
                workers);

        assertThat(table()).isEqualTo(Map.of("p0", "167,7", "p1", "167,7", "p2", "166,7"));
    }

    @Test
    void updatesAreWhatChangedInAnEpoch() throws InterruptedException {
        click("a", "x", 0);
        click("b", "y", 0);
        run(clicks.groupBy("page").count(), "update", 2);
        click("c", "x", 0);
        run(clicks.groupBy("page").count(), "update", 2);

        assertThat(Rows.table("q").collect()).extracting(Row::values).containsExactly(List.of("x", 2L));
    }

    @Test
    void windowsLeaveWhenTheWatermarkHasPassedThemAndLateRowsAreLeftOut() throws InterruptedException {
        RowStream counted = clicks.withWatermark("time", "10 seconds")
                .groupBy(window(col("time"), "10 seconds"))
                .count();
        click("a", "x", 1);
        click("b", "x", 9);
        click("c", "x", 12);
        run(counted, "append", 2);
        assertThat(counts()).isEmpty();

        click("d", "x", 5); // 12 s - 10 s: not late
        click("e", "x", 25); // closes the first window
        run(counted, "append", 2);
        assertThat(counts()).isEqualTo(Map.of("1970-01-01T00:00:00Z", 3L));

        click("f", "x", 3); // late
        click("g", "x", 40);
        run(counted, "append", 2);
        assertThat(counts()).isEqualTo(Map.of("1970-01-01T00:00:10Z", 1L, "1970-01-01T00:00:20Z", 1L));
    }

    @Test
    void streamsEndInTheResultOfTheBatchUnderEveryTrigger() throws InterruptedException {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            click("u" + random.nextInt(20), "p" + random.nextInt(5), random.nextInt(600));
        }
        Set<List<Object>> batch = new HashSet<>();
        aggregated(Rows.of(CLICKS, rowsOf(input))).collect().forEach(row -> batch.add(List.copyOf(row.values())));

        for (Trigger trigger : List.of(
                Trigger.once(),
                Trigger.availableNow(),
                Trigger.processingTime(Duration.ZERO),
                Trigger.continuous(Duration.ofMillis(50)))) {
            StreamingQuery query = aggregated(clicks)
                    .writeStream()
                    .outputMode("complete")
                    .format("memory")
                    .queryName("all")
                    .trigger(trigger)
                    .option("workers", 2)
                    .option(
                            "checkpointLocation",
                            directory.resolve("t" + trigger.getClass().getSimpleName()))
                    .start();
            query.processAllAvailable();
            query.stop();
            Set<List<Object>> streamed = new HashSet<>();
            Rows.table("all").collect().forEach(row -> streamed.add(List.copyOf(row.values())));
            assertThat(streamed).as("%s", trigger).isEqualTo(batch);
        }
    }

    private static RowStream aggregated(RowStream rows) {
        return rows.groupBy(col("page"), window(col("time"), "2 minutes", "1 minute"))
                .agg(count("*").as("n"), count_distinct("user").as("users"));
    }

    @Test
    void duplicatesAreDroppedAcrossEpochsAndRestarts() throws InterruptedException {
        click("a", "x", 0);
        click("a", "y", 0);
        run(clicks.dropDuplicates("user").select("user", "page"), "append", 2);
        assertThat(Rows.table("q").collect()).hasSize(1);
        click("a", "z", 0);
        click("b", "z", 0);
        run(clicks.dropDuplicates("user").select("user", "page"), "append", 2);

        assertThat(Rows.table("q").collect()).extracting(Row::values).containsExactly(List.of("b", "z"));
    }

    @Test
    void rowsAreJoinedWithWhatIsThere() throws InterruptedException {
        Schema pages = Schema.of("page STRING, title STRING");
        click("a", "x", 0);
        click("b", "y", 0);

        run(
                clicks.join(Rows.of(pages, List.of(Row.of(pages, "x", "Shop"))), List.of("page"), "left")
                        .select("user", "title"),
                "append",
                1);

        assertThat(Rows.table("q").collect())
                .extracting(row -> row.getString("user") + "=" + row.getString("title"))
                .containsExactlyInAnyOrder("a=Shop", "b=null");
    }

    @Test
    void sortedResultsStayInTheirOrder() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            click("u", "p" + (i % 4), i);
        }

        run(
                clicks.groupBy("page")
                        .count()
                        .orderBy(col("count").desc(), col("page"))
                        .limit(2),
                "complete",
                2);

        assertThat(Rows.table("q").collect())
                .extracting(Row::values)
                .containsExactly(List.of("p0", 3L), List.of("p1", 3L));
    }

    @Test
    void batchesAreHandedOverWithTheirNumbers() throws InterruptedException {
        List<String> batches = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            click("a", "x", epoch);
            clicks.writeStream()
                    .foreachBatch((batch, id) -> batches.add(id + ":" + batch.count()))
                    .trigger(Trigger.availableNow())
                    .option("checkpointLocation", directory.resolve("checkpoint"))
                    .start()
                    .awaitTermination();
        }

        assertThat(batches).containsExactly("0:1", "1:1");
    }

    @Test
    void batchThatFailedComesAgainWithTheSameRowsUnderTheSameNumber() throws InterruptedException {
        List<String> batches = new ArrayList<>();
        click("a", "x", 0);
        StreamingQuery failing = clicks.writeStream()
                .foreachBatch((batch, id) -> {
                    batches.add(id + ":" + batch.count());
                    throw new IllegalStateException("no");
                })
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start();
        assertThatThrownBy(() -> failing.awaitTermination(Duration.ofSeconds(30)))
                .hasStackTraceContaining("no");
        click("b", "y", 0);
        click("c", "y", 0);
        clicks.writeStream()
                .foreachBatch((batch, id) -> batches.add(id + ":" + batch.count()))
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start()
                .awaitTermination();

        assertThat(new HashSet<>(batches)).containsExactlyInAnyOrder("0:1", "1:2");
    }

    @Test
    void whatHasNoMeaningIsRefusedBeforeAnythingIsMade() {
        assertThatThrownBy(() -> clicks.writeStream()
                        .foreachBatch((batch, id) -> {})
                        .trigger(Trigger.continuous(Duration.ofSeconds(1)))
                        .start())
                .hasMessageContaining("(foreachBatch) under a continuous trigger: nothing is planned there");
        assertThatThrownBy(() -> clicks.collect()).hasMessageContaining("must be executed with writeStream.start()");
        assertThatThrownBy(() -> clicks.writeStream().format("memory").start())
                .hasMessageContaining("the table needs a name");
        assertThatThrownBy(() -> clicks.writeStream()
                        .option("numRow", 3)
                        .format("console")
                        .start())
                .hasMessageContaining("did you mean 'numRows'?");
        assertThat(directory.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void lateRowsCountInACompleteResult() throws InterruptedException {
        RowStream counted = clicks.withWatermark("time", "10 seconds")
                .groupBy(window(col("time"), "10 seconds"))
                .count();
        click("a", "x", 1);
        click("a", "x", 100);
        run(counted, "complete", 1);
        click("a", "x", 101);
        run(counted, "complete", 1);
        click("a", "x", 2);
        run(counted, "complete", 1);

        assertThat(counts()).containsEntry("1970-01-01T00:00:00Z", 2L);
    }

    @Test
    void stateIsKeptWhenAStepWithoutStateIsAdded() throws InterruptedException {
        click("a", "x", 0);
        run(clicks.groupBy("page").count(), "complete", 1);
        click("b", "x", 0);
        run(clicks.filter(col("user").isNotNull()).groupBy("page").count(), "complete", 1);

        assertThat(Rows.table("q").collect()).extracting(Row::values).containsExactly(List.of("x", 2L));
    }

    @Test
    void stateThatNobodyAsksForAnyMoreIsNotForgottenInSilence() throws InterruptedException {
        click("a", "x", 0);
        run(clicks.groupBy("page").count(), "complete", 1);
        click("b", "x", 0);

        assertThatThrownBy(() -> run(clicks.select("page"), "append", 1))
                .hasStackTraceContaining("it keeps something of [aggregate-0]");
    }

    @Test
    void stateOfAnotherAggregateOfTheSameTypeIsRefused() throws InterruptedException {
        click("a", "x", 0);
        run(clicks.groupBy("page").count(), "update", 1);
        click("b", "x", 0);

        assertThatThrownBy(() -> run(clicks.groupBy("page").agg(count("user")), "update", 1))
                .hasMessageContaining("it was not written as [count(user)] by [page STRING]");
        assertThatThrownBy(() -> run(clicks.groupBy("user").count(), "update", 1))
                .hasMessageContaining("it was not written as [count(1)] by [user STRING]");
        assertThatThrownBy(
                        () -> run(clicks.groupBy(lower(col("user")).as("page")).count(), "update", 1))
                .hasMessageContaining("it was not written as [count(1)] by [lower(user) STRING]");
        run(clicks.groupBy("page").agg(count("*").as("clicks")), "update", 1);
        assertThat(Rows.table("q").collect()).extracting(Row::values).containsExactly(List.of("x", 2L));
    }

    @Test
    void stateOfTheSameNameThatIsComputedOtherwiseIsRefused() throws InterruptedException {
        click("a", "x", 0);
        run(clicks.groupBy("page").agg(first("user")), "update", 1);
        click("b", "x", 0);

        assertThatThrownBy(() -> run(clicks.groupBy("page").agg(first("user", true)), "update", 1))
                .hasMessageContaining("it was not written as [first(user) ignoring nulls]");
    }

    @Test
    void refusedStartLeavesTheTableOfARunningQueryAlone() throws InterruptedException {
        click("a", "x", 0);
        StreamingQuery running =
                clicks.writeStream().format("memory").queryName("taken").start();
        try {
            running.processAllAvailable();
            assertThatThrownBy(() -> clicks.writeStream()
                            .format("memory")
                            .queryName("taken")
                            .start())
                    .isInstanceOf(InvalidOptionException.class);
            assertThat(Rows.table("taken").count()).isEqualTo(1);
        } finally {
            running.stop();
        }
    }

    @Test
    void statusSaysWhatIsWaitedFor() throws InterruptedException {
        click("a", "x", 0);
        try (StreamingQuery query = clicks.writeStream().format("console").start()) {
            query.processAllAvailable();
            while (!query.status().equals(new StreamingQueryStatus("Waiting for data to arrive", false, false))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void progressCountsWhatComesFromOutside() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            click("a", "p" + i, i);
        }
        StreamingQuery query = clicks.groupBy("page")
                .count()
                .writeStream()
                .outputMode("complete")
                .format("memory")
                .queryName("progress")
                .trigger(Trigger.availableNow())
                .start();
        query.awaitTermination();

        assertThat(query.recentProgress()).hasSize(1);
        assertThat(query.recentProgress().get(0).batchId()).isZero();
        assertThat(query.recentProgress().get(0).numInputRows()).isEqualTo(10);
        assertThat(query.recentProgress().get(0).sinks().get(0).numOutputRows()).isEqualTo(10);
    }

    @Test
    void ratesAreReadAndSummed() throws InterruptedException {
        StreamingQuery query = Rows.readStream()
                .format("rate")
                .option("rowsPerSecond", 1_000)
                .load()
                .agg(count("*").as("n"), sum("value").as("sum"), avg("value").as("avg"))
                .writeStream()
                .outputMode("complete")
                .format("memory")
                .queryName("rate")
                .start();
        while (Rows.table("rate").count() == 0) {
            query.awaitTermination(Duration.ofMillis(5));
        }
        query.stop();

        Row row = Rows.table("rate").collect().get(0);
        long n = row.getLong("n");
        assertThat(n).isPositive();
        assertThat(row.getLong("sum")).isEqualTo(n * (n - 1) / 2);
    }

    private void click(String user, String page, long second) {
        input.add(user, page, Instant.ofEpochSecond(second));
    }

    private void run(RowStream rows, String mode, int workers) throws InterruptedException {
        new MemoryQuery(directory).run(rows, mode, workers);
    }

    private static Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        Rows.table("q").collect().forEach(row -> table.put(row.getString("page"), row.get(1) + "," + row.get(2)));
        return table;
    }

    private static Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        Rows.table("q")
                .collect()
                .forEach(row ->
                        counts.put(row.getStruct("window").getTimestamp("start").toString(), row.getLong("count")));
        return counts;
    }

    private static List<Row> rowsOf(MemoryInput input) {
        List<Row> rows = new ArrayList<>();
        try (var reader = input.rows()) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Failed to read memory", e);
        }
        return rows;
    }
}
