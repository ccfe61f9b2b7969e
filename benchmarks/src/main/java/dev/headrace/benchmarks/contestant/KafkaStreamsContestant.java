package dev.headrace.benchmarks.contestant;

import dev.headrace.benchmarks.load.EqualSettings;
import dev.headrace.benchmarks.load.Purchases;
import dev.headrace.benchmarks.load.Workload;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;

/** The workloads in Kafka Streams. */
final class KafkaStreamsContestant implements Contestant {

    @Override
    public AutoCloseable start(Assignment assignment, Meter meter) {
        KafkaStreams streams = new KafkaStreams(topology(assignment, meter), properties(assignment));
        streams.setUncaughtExceptionHandler(cause -> {
            meter.failed(cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        return streams;
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

    private static Properties properties(Assignment assignment) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, assignment.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, assignment.bootstrapServers());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG, assignment.stateDirectory().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, EqualSettings.THREADS);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, EqualSettings.COMMIT_INTERVAL_MS);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, EqualSettings.CACHE_BYTES);
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        EqualSettings.consumer()
                .forEach((name, value) -> properties.put(StreamsConfig.mainConsumerPrefix(name), value));
        EqualSettings.producer().forEach((name, value) -> properties.put(StreamsConfig.producerPrefix(name), value));
        return properties;
    }
}
