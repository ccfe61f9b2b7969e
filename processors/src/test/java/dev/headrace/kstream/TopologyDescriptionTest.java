package dev.headrace.kstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.kstream.original.Programs;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A topology describes itself as Kafka Streams describes that of the same program. */
class TopologyDescriptionTest {

    private static final Map<String, Supplier<String>> ORIGINAL =
            Programs.descriptions(() -> kafkaStreamsBuilder(true));
    private static final Map<String, Supplier<String>> REWRITTEN =
            dev.headrace.kstream.rewritten.Programs.descriptions(dev.headrace.kstream.StreamsBuilder::new);

    /**
     * A builder of Kafka Streams.
     *
     * @param processorsChangeKeys whether it merges no repartition topics across a processor of the user's, as is right
     */
    private static StreamsBuilder kafkaStreamsBuilder(boolean processorsChangeKeys) {
        return new StreamsBuilder(new TopologyConfig(new StreamsConfig(Map.of(
                "application.id", "app",
                "bootstrap.servers", "nowhere:1",
                "__enable.process.processValue.fix__", processorsChangeKeys))));
    }

    static Stream<String> programs() {
        return ORIGINAL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isThatOfKafkaStreams(String program) {
        assertThat(REWRITTEN.get(program).get()).isEqualTo(ORIGINAL.get(program).get());
    }

    /** Kafka Streams does so unless told otherwise, and sends records of the wrong type through the merged topic. */
    @Test
    void repartitionTopicsAreNotMergedAcrossAProcessor() {
        String program = "a processor between change of key and grouping, optimized";
        String merged = Programs.descriptions(() -> kafkaStreamsBuilder(false))
                .get(program)
                .get();
        assertThat(merged).containsPattern("<-- KSTREAM-KEY-SELECT-0000000001\\n *Sink: .*-repartition-sink");
        assertThat(REWRITTEN.get(program).get())
                .isNotEqualTo(merged)
                .isEqualTo(ORIGINAL.get(program).get());
    }
}
