package dev.headrace.testkit;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.current_timestamp;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.connect.MemoryInput;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.OutputMode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rows driven by a test: what is written when, over crashes too. */
class RowTestDriverTest {

    private static final Schema SCHEMA = Schema.of("at TIMESTAMP, user STRING");
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private final MemoryInput events = MemoryInput.of(SCHEMA);

    private void add(int second, String user) {
        events.add(Row.of(SCHEMA, START.plusSeconds(second), user));
    }

    private RowStream windows() {
        return Rows.readStream(events)
                .withWatermark("at", "10 seconds")
                .groupBy(window(col("at"), "10 seconds"))
                .count()
                .select(col("window.start").as("start"), col("count"));
    }

    @Test
    void windowIsWrittenWhenItIsOverAndLateRowsAreNot() {
        try (RowTestDriver driver = RowTestDriver.of(windows())) {
            add(1, "ann");
            add(9, "bob");
            assertThat(driver.processAllAvailable()).isEmpty();

            add(25, "ann");
            assertThat(driver.processAllAvailable())
                    .extracting(Row::toString)
                    .containsExactly("{start: 2026-11-27T10:00:00Z, count: 2}");

            add(2, "late");
            add(16, "in time");
            assertThat(driver.processAllAvailable()).isEmpty();

            add(60, "ann");
            assertThat(driver.processAllAvailable())
                    .extracting(Row::toString)
                    .containsExactlyInAnyOrder(
                            "{start: 2026-11-27T10:00:10Z, count: 1}", "{start: 2026-11-27T10:00:20Z, count: 1}");
        }
    }

    @Test
    void changedGroupsAreWrittenInUpdateModeAndStateOutlivesACrash() {
        try (RowTestDriver driver = RowTestDriver.of(windows(), OutputMode.UPDATE)) {
            add(1, "ann");
            assertThat(driver.processAllAvailable())
                    .extracting(row -> row.getLong("count"))
                    .containsExactly(1L);

            driver.crash();
            add(2, "bob");
            assertThat(driver.processAllAvailable())
                    .extracting(row -> row.getLong("count"))
                    .containsExactly(2L);
        }
    }

    @Test
    void clockIsThatOfTheTest() {
        RowStream stamped = Rows.readStream(events).select(current_timestamp().as("now"));
        try (RowTestDriver driver = RowTestDriver.of(stamped, OutputMode.APPEND, START)) {
            driver.advance(Duration.ofHours(1));
            add(1, "ann");

            assertThat(driver.processAllAvailable().get(0).getTimestamp("now"))
                    .isBetween(
                            START.plus(Duration.ofHours(1)),
                            START.plus(Duration.ofHours(1)).plusSeconds(1));
        }
    }

    @Test
    void modeThatRowsCannotBeWrittenInIsRefused() {
        RowStream counts = Rows.readStream(events).groupBy("user").count();

        assertThatThrownBy(() -> RowTestDriver.of(counts)).isInstanceOf(InvalidOptionException.class);
    }
}
