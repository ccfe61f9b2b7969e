package dev.headrace.examples.usecases;

import dev.headrace.Headrace;
import dev.headrace.examples.shop.Event;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import dev.headrace.rows.RowStream;
import dev.headrace.rows.data.Row;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.QueryableStoreTypes;
import dev.headrace.state.ReadOnlyKeyValueStore;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Learns, event by event, how likely an event is a purchase, by where the visitor came from and what he uses: logistic regression
 * by stochastic gradient descent, its weights in a store of the query, so that it goes on after a restart where it was.
 */
final class OnlineLearning implements UseCase {

    private static final String WEIGHTS = "weights";

    @Override
    public String summary() {
        return "learns which visitors buy, and keeps what it learnt";
    }

    @Override
    public void run(RowStream events, Path home) throws InterruptedException {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(WEIGHTS), Serdes.String(), Serdes.Double()));
        events.select("traffic_source", "device", "event_name")
                .toKStream(builder, "events")
                .process(Learner::new, WEIGHTS);
        StreamingQuery query = Headrace.start(
                builder.build(),
                QueryOptions.builder()
                        .commitLog(CommitLog.directory(home.resolve("checkpoint")))
                        .stateDir(home.resolve("state"))
                        .trigger(Trigger.processingTime(Duration.ZERO))
                        .build());
        query.processAllAvailable();

        ReadOnlyKeyValueStore<String, Double> weights = query.store(WEIGHTS, QueryableStoreTypes.keyValueStore());
        try (KeyValueIterator<String, Double> all = weights.all()) {
            all.forEachRemaining(entry -> System.out.printf("%7.3f %s%n", entry.value, entry.key));
        }
        query.stop();
    }

    private static final class Learner extends ContextualProcessor<Row, Row, Void, Void> {

        private static final double RATE = 0.05;

        private @Nullable KeyValueStore<String, Double> weights;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            weights = context.getStateStore(WEIGHTS);
        }

        @Override
        public void process(Record<Row, Row> record) {
            Row event = record.value();
            if (event == null || weights == null) {
                return;
            }
            List<String> features =
                    List.of("always", "source " + event.get("traffic_source"), "device " + event.get("device"));
            double sum = 0;
            for (String feature : features) {
                sum += weight(weights, feature);
            }
            double expected = 1 / (1 + Math.exp(-sum));
            double happened = Event.PURCHASE.equals(event.get("event_name")) ? 1 : 0;
            for (String feature : features) {
                weights.put(feature, weight(weights, feature) + RATE * (happened - expected));
            }
        }

        private static double weight(KeyValueStore<String, Double> weights, String feature) {
            Double weight = weights.get(feature);
            return weight == null ? 0 : weight;
        }
    }
}
