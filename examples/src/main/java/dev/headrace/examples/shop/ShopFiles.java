package dev.headrace.examples.shop;

import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

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
    private final LongUnaryOperator lateMicros;
    private final PriorityQueue<Arrival> underWay = new PriorityQueue<>(Comparator.comparingLong(Arrival::micros));
    private long made;

    /** Files of the same events for the same seed, in the order in which they happened. */
    public ShopFiles(Path directory, long seed) {
        this(directory, seed, number -> 0);
    }

    /**
     * Files of the same events for the same seed, in the order in which they arrive.
     *
     * @param lateMicros how long the event of a number, from 0, takes to arrive; in microseconds
     */
    public ShopFiles(Path directory, long seed, LongUnaryOperator lateMicros) {
        this.directory = directory;
        AtomicLong clock = new AtomicLong(START_MICROS);
        this.generator = new EventGenerator(seed, () -> clock.addAndGet(MICROS_BETWEEN));
        this.lateMicros = lateMicros;
    }

    /** Puts one more file there, which appears with all of its events. */
    public void put(int events) {
        List<Row> rows = new ArrayList<>();
        while (rows.size() < events) {
            Event event = generator.next();
            underWay.add(new Arrival(event.eventTimestamp() + lateMicros.applyAsLong(made++), event));
            while (rows.size() < events
                    && !underWay.isEmpty()
                    && underWay.element().micros() <= event.eventTimestamp()) {
                rows.add(Row.from(SCHEMA, underWay.remove().event()));
            }
        }
        Rows.of(SCHEMA, rows).write().mode("append").parquet(directory.toString());
    }

    private record Arrival(long micros, Event event) {}
}
