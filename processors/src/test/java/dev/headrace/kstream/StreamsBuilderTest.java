package dev.headrace.kstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.TopologyException;
import dev.headrace.processor.WallclockTimestampExtractor;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import dev.headrace.source.ReadLimit;
import dev.headrace.source.Source;
import dev.headrace.source.SourcePosition;
import dev.headrace.source.SourceReader;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.StoreBuilder;
import dev.headrace.stores.Stores;
import dev.headrace.topology.AutoOffsetReset;
import dev.headrace.topology.ProcessorNode;
import dev.headrace.topology.StoreDescription;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.Topology;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsBuilderTest {

    private final StreamsBuilder builder = new StreamsBuilder();

    /** Says what it is, and is never read. */
    private static final class NumbersSource implements Source<String, Long> {

        @Override
        public String describe() {
            return "numbers";
        }

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public SourcePosition initial(int partition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SourcePosition end(int partition, SourcePosition from, ReadLimit limit, SourcePosition last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SourceReader<String, Long> reader(int partition, SourcePosition from) {
            throw new UnsupportedOperationException();
        }
    }

    /** Says what it is, and is never written. */
    private static final class DrainSink implements Sink<Object, Object> {

        @Override
        public String describe() {
            return "drain";
        }

        @Override
        public SinkWriter<Object, Object> writer(SinkContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void sourcesAndSinksOfAnyKindMeetInOneTopology() {
        KStream<String, Long> numbers = builder.stream(new NumbersSource(), Consumed.as("numbers-source"));
        numbers.to(new DrainSink(), Named.as("drain-sink"));
        numbers.to(new DrainSink());
        numbers.to("topic");
        assertThat(builder.build().describe().toString())
                .contains("numbers-source", "--> KSTREAM-SINK-0000000002, KSTREAM-SINK-0000000003, drain-sink")
                .contains("numbers", "drain", "(topic: topic)");
    }

    @Test
    void aSourceThatIsNoTopicDecidesItsStartAndTimestampsItself() {
        Source<String, Long> source = new NumbersSource();
        assertThatThrownBy(() -> builder.stream(source, Consumed.with(new WallclockTimestampExtractor())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("numbers");
        assertThatThrownBy(() -> builder.stream(source, Consumed.with(AutoOffsetReset.earliest())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overlappingTopicsAreRefused() {
        builder.stream(List.of("a", "b")).to("out-1");
        builder.stream(List.of("b", "c")).to("out-2");
        assertThatThrownBy(builder::build)
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("[a, b]")
                .hasMessageContaining("[b, c]");
    }

    @Test
    void aTopicReadTwiceMustStartAtOnePlace() {
        builder.stream("a", Consumed.with(AutoOffsetReset.earliest())).to("out-1");
        builder.stream("a", Consumed.with(AutoOffsetReset.latest())).to("out-2");
        assertThatThrownBy(builder::build)
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("EARLIEST")
                .hasMessageContaining("LATEST");
    }

    @Test
    void aMisspeltOptimizationIsRefused() {
        Properties properties = new Properties();
        properties.put("topology.optimization", "merge.repartition.topics,reuse");
        assertThatThrownBy(() -> builder.build(properties))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("merge.repartition.topics,reuse");
    }

    @Test
    void buildingAgainAddsWhatIsNew() {
        KStream<String, String> in = builder.stream("in");
        in.to("out-1");
        Topology first = builder.build();
        in.filter((key, value) -> true).to("out-2");
        Topology second = builder.build();
        assertThat(second).isSameAs(first);
        assertThat(second.describe().toString()).contains("out-1", "out-2", "KSTREAM-FILTER");
    }

    @Test
    void aLongChainOfMergesIsBuiltAtOnce() {
        KStream<String, String> stream = builder.stream("in");
        for (int i = 0; i < 60; i++) {
            stream = stream.merge(stream.filter((key, value) -> true));
        }
        stream.selectKey((key, value) -> value).groupByKey().count().toStream().to("out");
        Properties optimized = new Properties();
        optimized.put("topology.optimization", "all");
        assertThat(builder.build(optimized).plan().subTopologies()).hasSize(2);
    }

    @Test
    void theStoreOfAnAggregateIsConnectedToIt() {
        builder.<String, String>stream("in").groupByKey().count(Named.as("count"), Materialized.as("counts"));
        SubTopology only = builder.build().plan().subTopologies().get(0);
        assertThat(only.nodes())
                .filteredOn(ProcessorNode.class::isInstance)
                .singleElement()
                .satisfies(node -> assertThat(((ProcessorNode) node).stores()).containsExactly("counts"));
    }

    @Test
    void theStoreOfATableIsOfTheTypeThatWasAskedFor() {
        KGroupedStream<String, String> grouped =
                builder.<String, String>stream("in").groupByKey();
        grouped.count(Materialized.as("on-disk"));
        grouped.count(Materialized.as(Materialized.StoreType.IN_MEMORY));
        grouped.count(Materialized.as(Stores.inMemoryKeyValueStore("given")));
        grouped.count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("not-logged")
                .withLoggingDisabled());
        SubTopology only = builder.build().plan().subTopologies().get(0);
        assertThat(only.stores().stream().map(StoreDescription::builder))
                .extracting(StoreBuilder::name, store -> store.build().persistent(), StoreBuilder::loggingEnabled)
                .containsExactlyInAnyOrder(
                        tuple("on-disk", true, true),
                        tuple("KSTREAM-AGGREGATE-STATE-STORE-0000000003", false, true),
                        tuple("given", false, true),
                        tuple("not-logged", true, false));
        assertThatThrownBy(() -> Materialized.as(Stores.inMemoryKeyValueStore("given"))
                        .withStoreType(Materialized.StoreType.ROCKS_DB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "ä", "a/b"})
    void namesThatCouldNotBeThoseOfTopicsAreRefused(String name) {
        assertThatThrownBy(() -> Named.as(name)).isInstanceOf(TopologyException.class);
        assertThatThrownBy(() -> Materialized.as(name)).isInstanceOf(TopologyException.class);
        assertThatThrownBy(() -> builder.stream("in", Consumed.as(name))).isInstanceOf(TopologyException.class);
    }

    @Test
    void aNameHas249CharactersAtMost() {
        assertThat(Named.as("a".repeat(249))).isNotNull();
        assertThatThrownBy(() -> Named.as("a".repeat(250)))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("250 characters");
    }
}
