package dev.headrace.rows;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headrace.Headrace;
import dev.headrace.connect.BatchSink;
import dev.headrace.connect.MemoryInput;
import dev.headrace.errors.CommitFailedException;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.StreamingQueryProgress.SinkProgress;
import dev.headrace.streaming.StreamingQueryProgress.SourceProgress;
import dev.headrace.streaming.StreamingQueryProgress.StateOperatorProgress;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What queries over rows tell of each epoch. */
@Timeout(60)
class ProgressTest {

    private static final Schema CLICKS = Schema.of("user STRING, time TIMESTAMP");

    @TempDir
    Path directory;

    private final MemoryInput input = MemoryInput.of(CLICKS, 1);
    private final RowStream clicks = Rows.readStream(input);

    @Test
    void sourcesAndSinksAreDescribedAndEachSinkCountsItsOwn() throws InterruptedException {
        click("a", 1);
        click("b", 2);
        click("a", 3);
        StreamsBuilder builder = new StreamsBuilder();
        var records = clicks.toKStream(builder, "clicks");
        records.filter((key, row) -> row.getString("user").equals("a")).to(sink("of a"));
        records.filter((key, row) -> row.getString("user").equals("b")).to(sink("of b"));
        StreamingQuery query = Headrace.start(
                builder.build(),
                QueryOptions.builder()
                        .commitLog(CommitLog.directory(directory.resolve("checkpoint")))
                        .trigger(Trigger.availableNow())
                        .build());
        query.awaitTermination();

        StreamingQueryProgress progress = query.recentProgress().get(0);
        assertThat(progress.sinks())
                .extracting(SinkProgress::description, SinkProgress::numOutputRows)
                .containsExactly(tuple("of a", 2L), tuple("of b", 1L));
        assertThat(progress.sources()).hasSize(1);
        assertThat(progress.sources().get(0).description()).isEqualTo("memory");
        assertThat(progress.sources().get(0).numInputRows()).isEqualTo(3);
    }

    @Test
    void rowsBetweenOperatorsAreNoOutput() throws InterruptedException {
        for (int second = 0; second < 10; second++) {
            click("u" + second % 2, second);
        }

        StreamingQueryProgress progress =
                run(clicks.groupBy("user").count(), "complete").get(0);

        assertThat(progress.sinks()).containsExactly(new SinkProgress("memory", 2, Map.of()));
        assertThat(progress.numInputRows()).isEqualTo(10);
    }

    @Test
    void epochThatIsRepeatedCountsOnce() throws InterruptedException {
        click("a", 1);
        click("b", 2);
        AtomicInteger attempts = new AtomicInteger();
        StreamingQuery query = clicks.writeStream()
                .foreachBatch((batch, id) -> {
                    if (attempts.getAndIncrement() == 0) {
                        throw new CommitFailedException("once");
                    }
                })
                .trigger(Trigger.availableNow())
                .start();
        query.awaitTermination();

        assertThat(attempts).hasValue(2);
        assertThat(query.lastProgress().sinks().get(0).numOutputRows()).isEqualTo(2);
    }

    @Test
    void eventTimesOfAnEpochAreTold() throws InterruptedException {
        click("a", 10);
        click("b", 20);
        click("c", 60);

        List<StreamingQueryProgress> progress = run(
                clicks.withWatermark("time", "5 seconds")
                        .groupBy(window(col("time"), "10 seconds"))
                        .count(),
                "append");

        assertThat(progress.get(0).eventTime())
                .containsOnly(
                        entry("min", "1970-01-01T00:00:10Z"),
                        entry("max", "1970-01-01T00:01:00Z"),
                        entry("avg", "1970-01-01T00:00:30Z"));
        assertThat(progress.get(1).eventTime()).containsOnly(entry("watermark", "1970-01-01T00:00:55Z"));
    }

    @Test
    void rowsWithoutAWatermarkHaveNoEventTime() throws InterruptedException {
        click("a", 10);

        assertThat(run(clicks, "append").get(0).eventTime()).isEmpty();
    }

    @Test
    void lateRowsAreThoseOfTheOperatorThatLeftThemOut() throws InterruptedException {
        RowStream counted = clicks.withWatermark("time", "5 seconds")
                .dropDuplicates("user", "time")
                .groupBy(window(col("time"), "1 hour"), col("user"))
                .count();
        passWatermark(counted, 100);
        click("late", 10);
        click("b", 101);

        StreamingQueryProgress progress = run(counted, "append").get(0);

        assertThat(progress.stateOperators())
                .extracting(StateOperatorProgress::operatorName, StateOperatorProgress::numRowsDroppedByWatermark)
                .containsExactly(tuple("aggregate-0", 0L), tuple("deduplicate-0", 1L));
    }

    @Test
    void lateRowsOfGroupsAreThoseOfTheirStore() throws InterruptedException {
        RowStream counted = clicks.withWatermark("time", "5 seconds")
                .groupBy(window(col("time"), "10 seconds"))
                .count();
        passWatermark(counted, 100);
        click("late", 10);
        click("late", 11);

        StateOperatorProgress operator =
                run(counted, "append").get(0).stateOperators().get(0);

        assertThat(operator.operatorName()).isEqualTo("aggregate-0");
        assertThat(operator.numRowsDroppedByWatermark()).isEqualTo(2);
    }

    @Test
    void latestOffsetIsWhereTheSourceEndedWhereItWasAsked() throws InterruptedException {
        click("a", 1);
        click("b", 2);

        SourceProgress source = run(clicks, "append").get(0).sources().get(0);

        assertThat(source.latestOffset()).isEqualTo(source.endOffset()).isNotNull();
        click("c", 3);
        StreamingQuery query = clicks.writeStream().foreach(row -> {}).start();
        query.processAllAvailable();
        query.stop();
        assertThat(query.recentProgress().get(0).sources().get(0).latestOffset())
                .isNull();
    }

    @Test
    void arrivalIsCountedFromTheStartBefore() throws InterruptedException {
        click("a", 1);
        StreamingQuery query = clicks.writeStream().foreach(row -> {}).start();
        query.processAllAvailable();
        click("b", 2);
        query.processAllAvailable();
        query.stop();

        StreamingQueryProgress first = query.recentProgress().get(0);
        StreamingQueryProgress second = query.recentProgress().get(1);
        long betweenMs = Math.max(
                1, Duration.between(first.timestamp(), second.timestamp()).toMillis());
        assertThat(first.inputRowsPerSecond()).isZero();
        assertThat(second.inputRowsPerSecond()).isEqualTo(1_000.0 / betweenMs);
    }

    /** Two epochs: what is late is told by the watermark before the last. */
    private void passWatermark(RowStream rows, long second) throws InterruptedException {
        click("a", second);
        run(rows, "append");
        click("b", second);
        run(rows, "append");
    }

    private static BatchSink sink(String description) {
        return BatchSink.ofRows(description, (rows, epoch) -> {});
    }

    private void click(String user, long second) {
        input.add(user, Instant.ofEpochSecond(second));
    }

    private List<StreamingQueryProgress> run(RowStream rows, String mode) throws InterruptedException {
        StreamingQuery query = rows.writeStream()
                .outputMode(mode)
                .format("memory")
                .queryName("progress")
                .trigger(Trigger.availableNow())
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .option("stateDir", directory.resolve("state"))
                .start();
        assertThat(query.awaitTermination(Duration.ofSeconds(30))).isTrue();
        return query.recentProgress();
    }
}
