package dev.headrace.benchmarks.contestant;

import dev.headrace.Headrace;
import dev.headrace.benchmarks.load.EqualSettings;
import dev.headrace.benchmarks.load.Purchases;
import dev.headrace.benchmarks.load.Workload;
import dev.headrace.errors.StreamsException;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.Emission;
import dev.headrace.streaming.Guarantee;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.QueryOptionsBuilder;
import dev.headrace.streaming.StreamingQuery;
import dev.headrace.streaming.StreamsConfig;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

/** The workloads in Headrace: the topologies of {@link KafkaStreamsContestant}, word for word. */
final class HeadraceContestant implements Contestant {

    @Override
    public AutoCloseable start(Assignment assignment, Meter meter) {
        StreamingQuery query = Headrace.start(topology(assignment, meter), options(assignment));
        Thread watch = new Thread(() -> noteFailure(query, meter), "watch-query");
        watch.setDaemon(true);
        watch.start();
        return query;
    }

    private static Topology topology(Assignment assignment, Meter meter) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> events = builder.stream(
                assignment.inputTopic(),
                Consumed.with(Serdes.String(), Serdes.serdeFrom(new StringSerializer(), meter.deserializer())));
        if (assignment.workload() == Workload.FILTER_MAP) {
            events.filter((user, event) -> Purchases.isPurchase(event))
                    .mapValues(Purchases::withoutName)
                    .to(assignment.outputTopic(), Produced.with(Serdes.String(), Serdes.String()));
        } else {
            events.groupByKey()
                    .count(Materialized.as("counts"))
                    .toStream()
                    .to(assignment.outputTopic(), Produced.with(Serdes.String(), Serdes.Long()));
        }
        return builder.build();
    }

    private static QueryOptions options(Assignment assignment) {
        QueryOptionsBuilder options = QueryOptions.builder()
                .commitLog(CommitLog.kafka(assignment.applicationId(), assignment.bootstrapServers()))
                .guarantee(Guarantee.EXACTLY_ONCE)
                .trigger(Trigger.continuous(Duration.ofMillis(EqualSettings.COMMIT_INTERVAL_MS)))
                .emission(Emission.PER_COMMIT)
                .workers(EqualSettings.THREADS)
                .cacheBytesMax(EqualSettings.CACHE_BYTES)
                .stateDir(assignment.stateDirectory());
        EqualSettings.consumer()
                .forEach((name, value) -> options.property(StreamsConfig.mainConsumerPrefix(name), value));
        EqualSettings.producer().forEach((name, value) -> options.property(StreamsConfig.producerPrefix(name), value));
        return options.build();
    }

    private static void noteFailure(StreamingQuery query, Meter meter) {
        try {
            query.awaitTermination();
        } catch (StreamsException e) {
            meter.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
