package dev.headrace.examples.usecases;

import static dev.headrace.rows.Functions.col;

import dev.headrace.Headrace;
import dev.headrace.common.KeyValue;
import dev.headrace.examples.shop.Event;
import dev.headrace.kstream.Grouped;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.rows.RowStream;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.QueryableStoreTypes;
import dev.headrace.state.ReadOnlyKeyValueStore;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;

/** Keeps counts that other threads of the program read while they change: what is read was committed. */
final class Serving implements UseCase {

    @Override
    public String summary() {
        return "answers how many purchases each source of visitors brought, while they are counted";
    }

    @Override
    public void run(RowStream events, Path home) throws InterruptedException {
        StreamsBuilder builder = new StreamsBuilder();
        events.filter(col("event_name").equalTo(Event.PURCHASE))
                .toKStream(builder, "purchases")
                .map((none, purchase) -> KeyValue.pair(purchase.<String>getAs("traffic_source"), "purchase"))
                .groupByKey(Grouped.with("by-source", Serdes.String(), Serdes.String()))
                .count(Materialized.as("purchases-by-source"));
        StreamingQuery query = Headrace.start(
                builder.build(),
                QueryOptions.builder()
                        .commitLog(CommitLog.directory(home.resolve("checkpoint")))
                        .stateDir(home.resolve("state"))
                        .trigger(Trigger.processingTime(Duration.ZERO))
                        .build());
        query.processAllAvailable();

        ReadOnlyKeyValueStore<String, Long> purchases =
                query.store("purchases-by-source", QueryableStoreTypes.keyValueStore());
        System.out.printf("email brought %d purchases; all sources:%n", purchases.get("email"));
        try (KeyValueIterator<String, Long> all = purchases.all()) {
            all.forEachRemaining(entry -> System.out.printf("%8d %s%n", entry.value, entry.key));
        }
        query.stop();
    }
}
