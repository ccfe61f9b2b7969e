package dev.headrace.examples.guide;

import dev.headrace.Headrace;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;

public final class CountPurchases {

    public static void main(String[] arguments) throws InterruptedException {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("events", Consumed.with(Serdes.String(), Serdes.String()))
                .filter((trafficSource, event) -> event.equals("finalize"))
                .groupByKey()
                .count(Materialized.as("purchases"))
                .toStream()
                .to("purchases-by-source", Produced.with(Serdes.String(), Serdes.Long()));

        QueryOptions options = QueryOptions.builder()
                .commitLog(CommitLog.kafka("count-purchases", arguments[0]))
                .trigger(Trigger.processingTime(Duration.ofSeconds(1)))
                .stateDir(Path.of(arguments[1]))
                .workers(2)
                .build();

        StreamingQuery query = Headrace.start(builder.build(), options);
        query.awaitTermination();
    }
}
