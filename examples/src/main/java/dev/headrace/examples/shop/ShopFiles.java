package dev.headrace.examples.shop;

import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Puts Parquet files of the shop's events into a directory. */
public final class ShopFiles {

    /** Everything that is known of an event. */
    public static final String DDL = "device STRING, "
            + "ecommerce STRUCT<purchase_revenue_in_usd: DOUBLE, total_item_quantity: BIGINT, unique_items: BIGINT>, "
            + "event_name STRING, event_previous_timestamp BIGINT, event_timestamp BIGINT, "
            + "geo STRUCT<city: STRING, state: STRING>, "
            + "items ARRAY<STRUCT<coupon: STRING, item_id: STRING, item_name: STRING, item_revenue_in_usd: DOUBLE, "
            + "price_in_usd: DOUBLE, quantity: BIGINT>>, "
            + "traffic_source STRING, user_first_touch_timestamp BIGINT, user_id STRING";

    private static final Schema SCHEMA = Schema.of(DDL);
    private static final long START_MICROS = 1_795_000_000_000_000L;
    private static final long MICROS_BETWEEN = 40_000;

    private final Path directory;
    private final EventGenerator generator;

    /** Files of the same events for the same seed. */
    public ShopFiles(Path directory, long seed) {
        this.directory = directory;
        AtomicLong clock = new AtomicLong(START_MICROS);
        this.generator = new EventGenerator(seed, () -> clock.addAndGet(MICROS_BETWEEN));
    }

    /** Puts one more file there, which appears with all of its events. */
    public void put(int events) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            rows.add(row(generator.next()));
        }
        Rows.of(SCHEMA, rows).write().mode("append").parquet(directory.toString());
    }

    private static Row row(Event event) {
        return Row.from(SCHEMA, event);
    }
}
