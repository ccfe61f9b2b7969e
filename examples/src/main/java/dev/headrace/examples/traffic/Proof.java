package dev.headrace.examples.traffic;

import dev.headrace.examples.shop.Event;
import dev.headrace.examples.shop.EventJson;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.LongDeserializer;

/**
 * Compares the events in the input topic with the counts in the output topic, both read from their beginnings. Every
 * purchase was counted exactly once if each source's last count is the number of its purchases (one lost makes it smaller,
 * one repeated makes it larger) and no count ever went back or stood still.
 */
final class Proof {

    private final long acknowledgedEvents;
    private final SortedMap<String, Source> sources = new TreeMap<>();
    private long events;

    /**
     * A proof without evidence.
     *
     * @param acknowledgedEvents how many events the producer was told that the broker has
     */
    Proof(long acknowledgedEvents) {
        this.acknowledgedEvents = acknowledgedEvents;
    }

    /** Reads both topics to their ends. */
    static Proof read(String bootstrapServers, String eventTopic, String purchaseTopic, long acknowledgedEvents) {
        Proof proof = new Proof(acknowledgedEvents);
        try (CommittedRecords<Event> events =
                        new CommittedRecords<>(bootstrapServers, eventTopic, new EventJson().deserializer());
                CommittedRecords<Long> counts =
                        new CommittedRecords<>(bootstrapServers, purchaseTopic, new LongDeserializer())) {
            events.forEachUpToEnd(record -> proof.produced(record.value()));
            counts.forEachUpToEnd(record -> proof.counted(record.key(), record.value()));
        }
        return proof;
    }

    /** Takes an event of the input into account. */
    void produced(Event event) {
        events++;
        if (event.isPurchase()) {
            source(event.trafficSource()).produced++;
        }
    }

    /** Takes a record of the output into account; those of one traffic source come in their order. */
    void counted(String trafficSource, long count) {
        Source source = source(trafficSource);
        if (count <= source.counted) {
            source.stepsBack++;
        }
        source.counted = count;
        source.updates++;
    }

    /** Whether every purchase was counted exactly once. */
    boolean holds() {
        return events == acknowledgedEvents && sources.values().stream().allMatch(Source::isExact);
    }

    /** The evidence as a table, with the verdict below it. */
    String toText() {
        TextTable table = new TextTable("traffic source", "produced", "counted", "difference", "updates", "steps back");
        sources.forEach((name, source) -> table.row(
                name,
                source.produced,
                source.counted,
                source.counted - source.produced,
                source.updates,
                source.stepsBack));
        return table + System.lineSeparator() + verdict();
    }

    private String verdict() {
        if (events != acknowledgedEvents) {
            return String.format(
                    "NOT PROVED: the topic holds %,d events where %,d were acknowledged", events, acknowledgedEvents);
        }
        return String.format(
                holds()
                        ? "PROVED: each of %,d purchases among %,d events was counted exactly once"
                        : "REFUTED: of %,d purchases among %,d events not all were counted exactly once",
                sources.values().stream().mapToLong(source -> source.produced).sum(),
                events);
    }

    private Source source(String name) {
        return sources.computeIfAbsent(name, absent -> new Source());
    }

    private static final class Source {
        private long produced;
        private long counted;
        private long updates;
        private long stepsBack;

        boolean isExact() {
            return produced == counted && stepsBack == 0;
        }
    }
}
