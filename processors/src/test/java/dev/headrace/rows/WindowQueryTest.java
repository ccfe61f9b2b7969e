package dev.headrace.rows;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.collect_set;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.session_window;
import static dev.headrace.rows.Functions.sum;
import static dev.headrace.rows.Functions.when;
import static dev.headrace.rows.Functions.window;
import static dev.headrace.rows.Functions.window_time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.connect.MemoryInput;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamingQueryProgress;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of activity, windows of windows, and duplicates within a time: in batches and over the real engine. */
@Timeout(60)
class WindowQueryTest {

    private static final Schema CLICKS = Schema.of("user STRING, page STRING, time TIMESTAMP");

    @TempDir
    Path directory;

    private final MemoryInput input = MemoryInput.of(CLICKS, 3);
    private final RowStream clicks = Rows.readStream(input);

    private static RowStream sessions(RowStream rows) {
        return rows.withWatermark("time", "10 seconds")
                .groupBy(session_window(col("time"), "5 seconds"), col("user"))
                .count();
    }

    @Test
    void sessionsThatMeetAreOneAndEndAGapAfterTheirLastRow() {
        RowStream rows = Rows.of(
                CLICKS, List.of(at("a", 10), at("a", 0), at("a", 5), at("b", 3), at("a", 16), at("b", 8), at("a", 30)));

        assertThat(shown(sessions(rows).collect()))
                .containsExactlyInAnyOrder("a 0-15 3", "a 16-21 1", "a 30-35 1", "b 3-13 2");
    }

    @Test
    void gapMayDependOnTheRowAndRowsWithoutOneAreInNoSession() {
        RowStream rows = Rows.of(
                CLICKS,
                List.of(
                        Row.of(CLICKS, "a", "long", Instant.ofEpochSecond(0)),
                        Row.of(CLICKS, "a", "short", Instant.ofEpochSecond(50)),
                        Row.of(CLICKS, "a", "none", Instant.ofEpochSecond(51)),
                        Row.of(CLICKS, "a", null, Instant.ofEpochSecond(52)),
                        Row.of(CLICKS, "a", "short", Instant.ofEpochSecond(61))));
        Column gap = when(col("page").equalTo("long"), "1 minute")
                .when(col("page").equalTo("short"), "5 seconds")
                .when(col("page").equalTo("none"), "-1 seconds")
                .otherwise(null);

        assertThat(shown(rows.groupBy(session_window(col("time"), gap), col("user"))
                        .count()
                        .collect()))
                .containsExactlyInAnyOrder("a 0-60 2", "a 61-66 1");
    }

    @Test
    void sessionLeavesOnceWhenTheWatermarkHasPassedItThoughRowsOfLaterEpochsMadeItLonger() throws InterruptedException {
        MemoryQuery query = new MemoryQuery(directory);
        click("a", 0);
        click("a", 8);
        click("b", 1);
        assertThat(query.run(sessions(clicks), "append", 2)).isEmpty();

        click("a", 4); // joins the two of a
        click("c", 23); // watermark 13
        assertThat(shown(query.run(sessions(clicks), "append", 2))).containsExactlyInAnyOrder("a 0-13 3", "b 1-6 1");

        click("a", 7); // late: its session would end at 12
        click("a", 9); // not late
        click("c", 50);
        assertThat(shown(query.run(sessions(clicks), "append", 2))).containsExactlyInAnyOrder("a 9-14 1", "c 23-28 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void sessionsOfAStreamAreThoseOfTheBatchWhateverTheEpochs(int workers) throws InterruptedException {
        Random random = new Random(workers);
        MemoryQuery query = new MemoryQuery(directory);
        List<Row> all = new ArrayList<>();
        List<Row> written = new ArrayList<>();
        for (int epoch = 0; epoch < 6; epoch++) {
            for (int i = 0; i < 60; i++) {
                Row row = at("u" + random.nextInt(8), epoch * 40 + random.nextInt(50));
                all.add(row);
                input.add(row);
            }
            written.addAll(query.run(sessions(clicks), "append", workers));
        }
        input.add(at("closing", 10_000));
        written.addAll(query.run(sessions(clicks), "append", workers));

        assertThat(shown(written))
                .containsExactlyInAnyOrderElementsOf(
                        shown(sessions(Rows.of(CLICKS, all)).collect()));
    }

    @Test
    void completeResultHasAllSessionsAndTakesLateRows() throws InterruptedException {
        MemoryQuery query = new MemoryQuery(directory);
        click("a", 0);
        click("a", 100);
        query.run(sessions(clicks), "complete", 2);
        click("b", 101);
        query.run(sessions(clicks), "complete", 2);
        click("a", 3);

        assertThat(shown(query.run(sessions(clicks), "complete", 2)))
                .containsExactlyInAnyOrder("a 0-8 2", "a 100-105 1", "b 101-106 1");
    }

    @Test
    void progressTellsTheWatermarkAndTheRowsOfTheState() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            click("u" + i, i);
        }
        StreamingQuery query = clicks.withWatermark("time", "4 seconds")
                .dropDuplicatesWithinWatermark("user")
                .writeStream()
                .format("memory")
                .queryName("progress")
                .option("stateStore", "memory")
                .trigger(Trigger.processingTime(Duration.ZERO))
                .option("checkpointLocation", directory.resolve("checkpoint"))
                .start();
        query.processAllAvailable();
        click("late", 3);
        click("v", 18);
        query.processAllAvailable();
        query.stop();

        StreamingQueryProgress first = query.recentProgress().get(0);
        StreamingQueryProgress last = query.lastProgress();
        assertThat(first.eventTime()).doesNotContainKey("watermark");
        assertThat(first.stateOperators().get(0).numRowsUpdated()).isEqualTo(20);
        assertThat(first.stateOperators().get(0).numRowsTotal()).isEqualTo(20);
        assertThat(last.eventTime()).containsEntry("watermark", "1970-01-01T00:00:15Z");
        assertThat(last.stateOperators().get(0).numRowsDroppedByWatermark()).isEqualTo(1);
        assertThat(query.recentProgress().stream()
                        .mapToLong(progress -> progress.stateOperators().get(0).numRowsRemoved())
                        .sum())
                .isEqualTo(12);
        assertThat(last.stateOperators().get(0).numRowsTotal()).isEqualTo(9);
    }

    @Test
    void windowsOfWindowsCloseInTheEpochThatClosesTheirs() throws InterruptedException {
        MemoryQuery query = new MemoryQuery(directory);
        RowStream perUser = clicks.withWatermark("time", "0 seconds")
                .groupBy(window(col("time"), "10 seconds"), col("user"))
                .count();
        for (RowStream again : List.of(
                        perUser.groupBy(window(col("window"), "20 seconds")),
                        perUser.select(window_time(col("window")).as("at"), col("count"))
                                .groupBy(window(col("at"), "20 seconds")))
                .stream()
                .map(grouped -> grouped.agg(count("*").as("users"), sum("count").as("clicks")))
                .toList()) {
            assertThat(again.columns()).containsExactly("window", "users", "clicks");
        }
        RowStream again = perUser.groupBy(window(col("window"), "20 seconds"))
                .agg(count("*").as("users"), sum("count").as("clicks"));
        click("a", 1);
        click("a", 2);
        click("b", 11);
        click("c", 19);
        assertThat(query.run(again, "append", 2)).isEmpty();
        click("d", 25);
        click("d", 45);

        List<Row> closed = query.run(again, "append", 2);
        assertThat(closed)
                .extracting(row -> row.getStruct("window").getTimestamp("start").getEpochSecond() + " "
                        + row.getLong("users") + " " + row.getLong("clicks"))
                .containsExactlyInAnyOrder("0 3 4", "20 1 1");
    }

    @Test
    void duplicatesWithinTheWatermarkAreForgottenWhenTheirTimeHasPassed() throws InterruptedException {
        MemoryQuery query = new MemoryQuery(directory);
        RowStream unique = clicks.withWatermark("time", "10 seconds").dropDuplicatesWithinWatermark("user");
        click("a", 5);
        click("a", 7);
        click("b", 6);
        assertThat(users(query.run(unique, "append", 2))).containsExactlyInAnyOrder("a5", "b6");

        click("a", 14); // a is remembered until 15
        click("c", 26); // watermark 16
        assertThat(users(query.run(unique, "append", 2))).containsExactlyInAnyOrder("c26");

        click("a", 17); // forgotten
        click("b", 16); // late
        assertThat(users(query.run(unique, "append", 2))).containsExactlyInAnyOrder("a17");
    }

    @Test
    void whatCannotBeAWindowIsRefusedWithTheColumn() {
        assertThatThrownBy(() -> clicks.groupBy(session_window(col("time"), "0 seconds")))
                .hasMessage("Cannot make sessions with the gap 0 seconds: it has to be longer than nothing");
        assertThatThrownBy(() -> clicks.groupBy(session_window(col("time"), col("time"))))
                .hasMessageContaining("it is TIMESTAMP, and a gap is a text such as '10 minutes'");
        assertThatThrownBy(() -> clicks.select(window_time(col("page"))))
                .hasMessageContaining("it takes a window, and there is STRING");
        assertThatThrownBy(() -> clicks.select(session_window(col("time"), "1 second")))
                .hasMessageContaining("group by it");
        assertThatThrownBy(() -> Rows.of(CLICKS, List.of()).dropDuplicatesWithinWatermark("user"))
                .hasMessageContaining("use dropDuplicates(..)");
    }

    @Test
    void windowsHaveTheNameThatTheyAreGiven() {
        assertThat(Rows.of(CLICKS, List.of(at("a", 1), at("b", 2)))
                        .groupBy(window(col("time"), "5 seconds").as("when"))
                        .agg(collect_set("user").as("users"))
                        .columns())
                .containsExactly("when", "users");
    }

    private static Row at(String user, long second) {
        return Row.of(CLICKS, user, "x", Instant.ofEpochSecond(second));
    }

    private void click(String user, long second) {
        input.add(at(user, second));
    }

    private static List<String> users(List<Row> rows) {
        return rows.stream()
                .map(row -> row.getString("user") + row.getTimestamp("time").getEpochSecond())
                .toList();
    }

    private static List<String> shown(List<Row> counted) {
        return counted.stream()
                .map(row -> row.getString("user") + " "
                        + row.getStruct("session_window").getTimestamp("start").getEpochSecond() + "-"
                        + row.getStruct("session_window").getTimestamp("end").getEpochSecond() + " "
                        + row.getLong("count"))
                .toList();
    }
}
