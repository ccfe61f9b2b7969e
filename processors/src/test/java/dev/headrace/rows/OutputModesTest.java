package dev.headrace.rows;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.count;
import static dev.headrace.rows.Functions.session_window;
import static dev.headrace.rows.Functions.window;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.connect.MemoryInput;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.stream.OutputRule;
import dev.headrace.streaming.OutputMode;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the table of output modes, by every mode and under every trigger: refused, or the batch's answer. */
@Timeout(120)
class OutputModesTest {

    private static final Schema CLICKS = Schema.of("user STRING, page STRING, time TIMESTAMP");
    private static final String CLOSING = "closing";
    private static final Instant CLOSED = Instant.ofEpochSecond(9_000);

    private static final List<Trigger> TRIGGERS = List.of(
            Trigger.once(),
            Trigger.availableNow(),
            Trigger.processingTime(Duration.ZERO),
            Trigger.continuous(Duration.ofMillis(20)));

    @TempDir
    Path directory;

    static Stream<Arguments> rulesAndModes() {
        return Arrays.stream(OutputRule.values())
                .flatMap(rule -> Arrays.stream(OutputMode.values()).map(mode -> Arguments.of(rule, mode)));
    }

    /** A query that a rule is about. */
    private static RowStream example(OutputRule rule, RowStream clicks) {
        RowStream watermarked = clicks.withWatermark("time", "10 seconds");
        RowStream groups = watermarked
                .groupBy(window(col("time"), "1 minute"), col("page"))
                .count();
        return switch (rule) {
            case ROWS -> clicks.filter(col("user").notEqual("u1")).select("user", "time");
            case DUPLICATES -> clicks.dropDuplicates("user").select("user");
            case UNKNOWN_LIFETIME -> clicks.dropDuplicatesWithinWatermark("user");
            case FINAL_GROUPS -> groups;
            case OPEN_GROUPS -> clicks.groupBy("page").count();
            case FINAL_SESSIONS ->
                watermarked
                        .groupBy(session_window(col("time"), "7 seconds"), col("user"))
                        .count();
            case OPEN_SESSIONS ->
                clicks.groupBy(session_window(col("time"), "7 seconds"), col("user"))
                        .count();
            case GROUPS_OF_GROUPS ->
                groups.groupBy(window(col("window"), "5 minutes"))
                        .agg(count("*").as("n"));
            case DUPLICATES_OF_GROUPS -> groups.dropDuplicates("page").select("page");
            case ORDERED_GROUPS ->
                groups.orderBy(col("window").getField("start"), col("page")).limit(20);
            case ORDERED_ROWS -> clicks.limit(3).groupBy("page").count();
            case MIXED_UNION -> clicks.union(Rows.of(CLICKS, List.of()));
        };
    }

    @ParameterizedTest
    @MethodSource("rulesAndModes")
    void isRefusedOrGivesTheAnswerOfTheBatchUnderEveryTrigger(OutputRule rule, OutputMode mode)
            throws InterruptedException {
        OutputRule.Answer answer = rule.answer(mode);
        for (Trigger trigger : TRIGGERS) {
            MemoryInput input = MemoryInput.of(CLICKS, 2);
            RowStream query = example(rule, Rows.readStream(input));
            assertThat(rule.appliesTo(query.plan())).isTrue();
            Path checkpoint = directory.resolve(trigger.getClass().getSimpleName());
            if (answer.isRefusal()) {
                assertThatThrownBy(() -> start(query, mode, trigger, checkpoint))
                        .isInstanceOf(InvalidOptionException.class)
                        .extracting(Throwable::getMessage)
                        .isIn(refusals(query, mode));
                assertThat(checkpoint).doesNotExist();
                continue;
            }
            List<Row> arrived = new ArrayList<>();
            List<Row> written = new ArrayList<>();
            Random random = new Random(3);
            for (int epoch = 0; epoch < 3; epoch++) {
                List<Row> more = clicks(random, epoch);
                arrived.addAll(more);
                input.add(more.toArray(Row[]::new));
                StreamingQuery running = start(query, mode, trigger, checkpoint);
                running.processAllAvailable();
                running.stop();
                if (mode == OutputMode.COMPLETE) {
                    written.clear();
                }
                written.addAll(Rows.table("modes").collect());
            }
            List<Row> batch = example(rule, Rows.of(CLICKS, arrived)).collect();

            assertThat(settled(written, mode))
                    .as("%s, %s, %s", rule, mode, trigger)
                    .containsExactlyInAnyOrderElementsOf(settled(batch, mode));
        }
    }

    private static List<String> refusals(RowStream query, OutputMode mode) {
        return Arrays.stream(OutputRule.values())
                .filter(each -> each.appliesTo(query.plan()))
                .map(each -> each.answer(mode))
                .filter(OutputRule.Answer::isRefusal)
                .map(each -> "Cannot start the query: " + each.text() + ". " + each.advice())
                .toList();
    }

    /** Ten minutes of clicks, in the first epoch; then rows so late after them that they close what was before. */
    private static List<Row> clicks(Random random, int epoch) {
        if (epoch > 0) {
            return List.of(Row.of(CLICKS, CLOSING, CLOSING, CLOSED.plusSeconds(1_000L * epoch)));
        }
        List<Row> clicks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clicks.add(Row.of(
                    CLICKS,
                    "u" + random.nextInt(9),
                    "p" + random.nextInt(5),
                    Instant.ofEpochSecond(random.nextInt(600))));
        }
        return clicks;
    }

    private static StreamingQuery start(RowStream rows, OutputMode mode, Trigger trigger, Path checkpoint) {
        return rows.writeStream()
                .outputMode(mode)
                .format("memory")
                .queryName("modes")
                .trigger(trigger)
                .option("stateStore", "memory")
                .option("statePartitions", 2)
                .option("checkpointLocation", checkpoint)
                .start();
    }

    /** What is written of rows before the closing ones; of a group that was written several times, the last. */
    private static List<List<Object>> settled(List<Row> rows, OutputMode mode) {
        Map<Object, List<Object>> last = new LinkedHashMap<>();
        for (Row row : rows) {
            List<Object> values = List.copyOf(row.values());
            boolean counted = row.schema().find("count").isPresent();
            last.put(
                    mode == OutputMode.UPDATE && counted ? values.subList(0, values.size() - 1) : List.of(last.size()),
                    values);
        }
        return last.values().stream().filter(OutputModesTest::isSettled).toList();
    }

    private static boolean isSettled(List<Object> values) {
        return values.stream()
                .noneMatch(value -> value.equals(CLOSING)
                        || value instanceof Instant time && !time.isBefore(CLOSED)
                        || value instanceof Row window && !((Instant) window.get(0)).isBefore(CLOSED));
    }

    @Test
    void pageShowsThisTable() throws IOException {
        List<OutputRule.Answer> refusals = new ArrayList<>();
        String table = "| query | append | update | complete |\n| --- | --- | --- | --- |\n"
                + Arrays.stream(OutputRule.values())
                        .map(rule -> "| " + rule.queries() + " | "
                                + Arrays.stream(OutputMode.values())
                                        .map(mode -> shown(rule.answer(mode), refusals))
                                        .collect(joining(" | "))
                                + " |")
                        .collect(joining("\n"));
        String notes = IntStream.range(0, refusals.size())
                .mapToObj(index -> (index + 1) + ". " + refusals.get(index).text() + ". "
                        + refusals.get(index).advice() + ".")
                .collect(joining("\n"));

        assertThat(Files.readString(Path.of("../docs/output-modes.md")))
                .contains(table)
                .contains(notes);
    }

    private static String shown(OutputRule.Answer answer, List<OutputRule.Answer> refusals) {
        if (!answer.isRefusal()) {
            return answer.text();
        }
        if (!refusals.contains(answer)) {
            refusals.add(answer);
        }
        return "refused (" + (refusals.indexOf(answer) + 1) + ")";
    }
}
