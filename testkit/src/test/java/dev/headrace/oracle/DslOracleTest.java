package dev.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.common.KeyValue;
import dev.headrace.kstream.Consumed;
import dev.headrace.kstream.Grouped;
import dev.headrace.kstream.Materialized;
import dev.headrace.kstream.Produced;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.Record;
import dev.headrace.stores.Stores;
import dev.headrace.testkit.TestRecord;
import dev.headrace.testkit.TopologyTestDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method of the DSL against Kafka Streams 4.3.1 itself: on a thousand generated sequences of records each, the outputs
 * are equal as sequences of key, value, timestamp and headers. Keys and values may be null, times run backwards, and the
 * sequences of one method go through one driver, with keys of their own.
 */
class DslOracleTest {

    private static final int CASES = 1_000;
    private static final int RECORDS_MAX = 8;
    private static final long SEED = 20_261_122;

    static Stream<Method> methods() {
        return Stream.of(
                new Method(
                        "filter",
                        s -> s.filter((k, v) -> v != null && v.length() > 1),
                        s -> s.filter((k, v) -> v != null && v.length() > 1)),
                new Method("filterNot", s -> s.filterNot((k, v) -> v == null), s -> s.filterNot((k, v) -> v == null)),
                new Method(
                        "mapValues",
                        s -> s.mapValues(v -> v == null ? "none" : v + v),
                        s -> s.mapValues(v -> v == null ? "none" : v + v)),
                new Method(
                        "mapValues with key",
                        s -> s.mapValues((k, v) -> k + "/" + v),
                        s -> s.mapValues((k, v) -> k + "/" + v)),
                new Method(
                        "map",
                        s -> s.map((k, v) -> KeyValue.pair(v, k)),
                        s -> s.map((k, v) -> org.apache.kafka.streams.KeyValue.pair(v, k))),
                new Method("selectKey", s -> s.selectKey((k, v) -> v), s -> s.selectKey((k, v) -> v)),
                new Method(
                        "flatMap",
                        s -> s.flatMap((k, v) -> List.of(KeyValue.pair(k, "1"), KeyValue.pair("other", v))),
                        s -> s.flatMap((k, v) -> List.of(
                                org.apache.kafka.streams.KeyValue.pair(k, "1"),
                                org.apache.kafka.streams.KeyValue.pair("other", v)))),
                new Method(
                        "flatMapValues",
                        s -> s.flatMapValues(v -> v == null ? List.of() : List.of(v, v + "!")),
                        s -> s.flatMapValues(v -> v == null ? List.of() : List.of(v, v + "!"))),
                new Method("merge", s -> s.merge(s.mapValues(v -> "copy")), s -> s.merge(s.mapValues(v -> "copy"))),
                new Method("process", s -> s.process(Twice::new), s -> s.process(KafkaTwice::new)),
                new Method(
                        "groupByKey, count",
                        s -> s.groupByKey()
                                .count(Materialized.as(Stores.inMemoryKeyValueStore("store")))
                                .toStream()
                                .mapValues(String::valueOf),
                        s -> s.groupByKey()
                                .count(org.apache.kafka.streams.kstream.Materialized.as(
                                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore("store")))
                                .toStream()
                                .mapValues(String::valueOf)),
                new Method(
                        "groupBy, count",
                        s -> s.groupBy((k, v) -> v, Grouped.with(Serdes.String(), Serdes.String()))
                                .count(Materialized.as(Stores.inMemoryKeyValueStore("store")))
                                .toStream()
                                .mapValues(String::valueOf),
                        s -> s.groupBy(
                                        (k, v) -> v,
                                        org.apache.kafka.streams.kstream.Grouped.with(Serdes.String(), Serdes.String()))
                                .count(org.apache.kafka.streams.kstream.Materialized.as(
                                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore("store")))
                                .toStream()
                                .mapValues(String::valueOf)),
                new Method(
                        "reduce",
                        s -> s.groupByKey()
                                .reduce(
                                        (a, b) -> b.equals("ccc") ? null : a + b,
                                        Materialized.as(Stores.inMemoryKeyValueStore("store")))
                                .toStream(),
                        s -> s.groupByKey()
                                .reduce(
                                        (a, b) -> b.equals("ccc") ? null : a + b,
                                        org.apache.kafka.streams.kstream.Materialized.as(
                                                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore("store")))
                                .toStream()),
                new Method(
                        "aggregate",
                        s -> s.groupByKey()
                                .aggregate(
                                        () -> "",
                                        (k, v, a) -> v.equals("ccc") ? null : (a == null ? "new" : a) + v,
                                        Materialized.as(Stores.inMemoryKeyValueStore("store")))
                                .toStream(),
                        s -> s.groupByKey()
                                .aggregate(
                                        () -> "",
                                        (k, v, a) -> v.equals("ccc") ? null : (a == null ? "new" : a) + v,
                                        org.apache.kafka.streams.kstream.Materialized.as(
                                                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore("store")))
                                .toStream()),
                new Method(
                        "toStream with a key",
                        s -> s.groupByKey()
                                .count(Materialized.as(Stores.inMemoryKeyValueStore("store")))
                                .toStream((k, count) -> k + "=" + count)
                                .mapValues(String::valueOf),
                        s -> s.groupByKey()
                                .count(org.apache.kafka.streams.kstream.Materialized.as(
                                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore("store")))
                                .toStream((k, count) -> k + "=" + count)
                                .mapValues(String::valueOf)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void givesWhatKafkaStreamsGives(Method method) {
        try (TopologyTestDriver ours = headrace(method);
                org.apache.kafka.streams.TopologyTestDriver theirs = kafkaStreams(method)) {
            var ourInput = ours.createInputTopic("in", new StringSerializer(), new StringSerializer());
            var ourOutput = ours.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
            var theirInput = theirs.createInputTopic("in", new StringSerializer(), new StringSerializer());
            var theirOutput = theirs.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
            int outputs = 0;
            for (int i = 0; i < CASES; i++) {
                for (Input input : sequence(i)) {
                    ourInput.pipeInput(new TestRecord<>(input.key, input.value, input.headers(), input.timestampMs));
                    theirInput.pipeInput(new org.apache.kafka.streams.test.TestRecord<>(
                            input.key, input.value, input.headers(), input.timestampMs));
                }
                List<Output> expected = theirOutput.readRecordsToList().stream()
                        .map(r -> new Output(r.key(), r.value(), r.timestamp(), String.valueOf(r.headers())))
                        .toList();
                assertThat(ourOutput.readRecordsToList().stream()
                                .map(r -> new Output(r.key(), r.value(), r.timestamp(), String.valueOf(r.headers()))))
                        .as("case %s of %s: %s", i, method, sequence(i))
                        .containsExactlyElementsOf(expected);
                outputs += expected.size();
            }
            assertThat(outputs).as("outputs compared").isGreaterThan(CASES);
        }
    }

    private static TopologyTestDriver headrace(Method method) {
        StreamsBuilder builder = new StreamsBuilder();
        method.headrace()
                .apply(builder.stream("in", Consumed.with(Serdes.String(), Serdes.String())))
                .to("out", Produced.with(Serdes.String(), Serdes.String()));
        return new TopologyTestDriver(builder.build(), properties());
    }

    private static org.apache.kafka.streams.TopologyTestDriver kafkaStreams(Method method) {
        var builder = new org.apache.kafka.streams.StreamsBuilder();
        method.kafkaStreams()
                .apply(builder.stream(
                        "in", org.apache.kafka.streams.kstream.Consumed.with(Serdes.String(), Serdes.String())))
                .to("out", org.apache.kafka.streams.kstream.Produced.with(Serdes.String(), Serdes.String()));
        return new org.apache.kafka.streams.TopologyTestDriver(builder.build(), properties());
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("application.id", "oracle");
        properties.put("bootstrap.servers", "unused:9092");
        properties.put("default.key.serde", Serdes.StringSerde.class.getName());
        properties.put("default.value.serde", Serdes.StringSerde.class.getName());
        return properties;
    }

    /** The records of one case, the same at every call. */
    private static List<Input> sequence(int number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        List<Input> inputs = new ArrayList<>();
        int size = 1 + random.nextInt(RECORDS_MAX);
        for (int i = 0; i < size; i++) {
            String key = random.nextInt(8) == 0 ? null : number + "-" + random.nextInt(3);
            String value =
                    random.nextInt(6) == 0 ? null : List.of("a", "bb", "ccc").get(random.nextInt(3));
            inputs.add(new Input(key, value, random.nextLong(10_000), random.nextInt(3)));
        }
        return inputs;
    }

    private record Input(String key, String value, long timestampMs, int headerCount) {

        private Headers headers() {
            RecordHeaders headers = new RecordHeaders();
            for (int i = 0; i < headerCount; i++) {
                headers.add("header-" + i, new byte[] {(byte) i});
            }
            return headers;
        }
    }

    private record Output(String key, String value, Long timestampMs, String headers) {}

    private static final class Twice extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            context().forward(record);
            context().forward(record.withValue("again").withTimestamp(record.timestamp() + 1));
        }
    }

    private static final class KafkaTwice
            extends org.apache.kafka.streams.processor.api.ContextualProcessor<String, String, String, String> {
        @Override
        public void process(org.apache.kafka.streams.processor.api.Record<String, String> record) {
            context().forward(record);
            context().forward(record.withValue("again").withTimestamp(record.timestamp() + 1));
        }
    }
}
