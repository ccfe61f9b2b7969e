package dev.headrace.examples.traffic;

import dev.headrace.examples.shop.Event;
import dev.headrace.examples.shop.EventJson;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.Grouped;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.topology.Topology;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The job: how many purchases came from which traffic source. */
final class PurchaseCounts {

    private PurchaseCounts() {}

    static Topology topology(String eventTopic, String purchaseTopic) {
        Serde<String> strings = Serdes.String();
        Serde<Event> events = new EventJson();
        StreamsBuilder builder = new StreamsBuilder();

        builder.stream(eventTopic, Consumed.with(strings, events))
                .filter((userId, event) -> event.isPurchase())
                .groupBy((userId, event) -> event.trafficSource(), Grouped.with("by-traffic-source", strings, events))
                .count(Materialized.as("purchases"))
                .toStream()
                .to(purchaseTopic, Produced.with(strings, Serdes.Long()));

        return builder.build();
    }
}
