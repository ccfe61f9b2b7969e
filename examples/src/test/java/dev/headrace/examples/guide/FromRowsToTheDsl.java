package dev.headrace.examples.guide;

import static dev.headrace.rows.Functions.col;

import dev.headrace.Headrace;
import dev.headrace.common.KeyValue;
import dev.headrace.kstream.Grouped;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.KTable;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import dev.headrace.rows.data.Row;
import dev.headrace.state.QueryableStoreTypes;
import dev.headrace.state.ReadOnlyKeyValueStore;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;

public final class FromRowsToTheDsl {

    record Spent(String customer, double sum) {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Inbox.put(home.resolve("orders"), "1.json", """
                {"id": 1, "customer": "ann", "price": 120.0}
                {"id": 2, "customer": "bob", "price": 9.5}
                {"id": 3, "customer": "ann", "price": 300.0}
                """);
        RowStream large = Rows.readStream()
                .schema("id BIGINT, customer STRING, price DOUBLE")
                .json(home.resolve("orders").toString())
                .filter(col("price").geq(100));

        StreamsBuilder builder = new StreamsBuilder();
        KStream<Row, Row> records = large.toKStream(builder, "large-orders");
        KTable<String, Double> sums = records.map(
                        (none, order) -> KeyValue.pair(order.getString("customer"), order.getDouble("price")))
                .groupByKey(Grouped.with("by-customer", Serdes.String(), Serdes.Double()))
                .reduce(Double::sum, Materialized.as("spent"));

        KStream<String, Spent> changes = sums.toStream().mapValues((customer, sum) -> new Spent(customer, sum));
        String good = home.resolve("good").toString();
        Rows.of(changes, Spent.class)
                .filter(col("sum").gt(400))
                .writeStream()
                .format("json")
                .addTo(builder, "good-customers", good);

        QueryOptions options = QueryOptions.builder()
                .name("spent-by-customer")
                .commitLog(CommitLog.directory(home.resolve("checkpoint")))
                .stateDir(home.resolve("state"))
                .trigger(Trigger.processingTime(Duration.ZERO))
                .build();
        try (StreamingQuery query = Headrace.start(builder.build(), options)) {
            query.processAllAvailable();
            ReadOnlyKeyValueStore<String, Double> spent = query.store("spent", QueryableStoreTypes.keyValueStore());
            System.out.println("ann spent " + spent.get("ann"));
        }
        Rows.read().schema("customer STRING, sum DOUBLE").json(good).show();
    }
}
