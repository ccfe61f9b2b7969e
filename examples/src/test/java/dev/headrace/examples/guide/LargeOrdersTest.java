package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.testkit.CrashTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LargeOrdersTest {

    @Tag("soak")
    @Test
    void writesEachLargeOrderOnce() {
        CrashTest.overFiles(() -> orders().filter(col("price").gt(100))
                        .writeStream()
                        .format("parquet")
                        .toTopology("/large"))
                .file("/orders/1.json", "{\"id\": 1, \"price\": 120}")
                .output("/large", "parquet")
                .run();
    }

    private static RowStream orders() {
        return Rows.readStream().schema("id BIGINT, price DOUBLE").json("/orders");
    }
}
