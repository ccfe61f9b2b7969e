package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connect.MemoryInput;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.streaming.OutputMode;
import dev.headrace.testkit.CrashTest;
import dev.headrace.testkit.RowTestDriver;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersPerMinuteTest {

    private static final Schema ORDERS = Schema.of("at TIMESTAMP, customer STRING");

    static RowStream perMinute(RowStream orders) {
        return orders.withWatermark("at", "1 minute")
                .groupBy(window(col("at"), "1 minute"))
                .count()
                .select("window.start", "count");
    }

    @Test
    void countsOrdersOfAMinuteWhenItIsOver() {
        MemoryInput orders = MemoryInput.of(ORDERS);
        Instant noon = Instant.parse("2026-11-27T12:00:00Z");

        try (RowTestDriver driver = RowTestDriver.of(perMinute(Rows.readStream(orders)), OutputMode.APPEND)) {
            orders.add(noon, "ann").add(noon.plusSeconds(30), "bob");
            assertThat(driver.processAllAvailable()).isEmpty();

            driver.crash();
            orders.add(noon.plusSeconds(150), "ann");
            assertThat(driver.processAllAvailable()).extracting(Row::values).containsExactly(List.of(noon, 2L));
        }
    }

    @Test
    void countsEachOrderOnceWhereverItCrashes() {
        CrashTest.overFiles(() -> perMinute(Rows.readStream().schema(ORDERS).json("/orders"))
                        .writeStream()
                        .format("parquet")
                        .toTopology("/per-minute"))
                .file("/orders/1.json", "{\"at\": \"2026-11-27T12:00:10Z\", \"customer\": \"ann\"}")
                .file("/orders/2.json", "{\"at\": \"2026-11-27T12:05:00Z\", \"customer\": \"bob\"}")
                .output("/per-minute", "parquet")
                .runsMax(50)
                .run();
    }
}
