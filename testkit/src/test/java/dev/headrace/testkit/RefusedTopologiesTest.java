package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.TopologyException;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.processor.Processor;
import dev.headrace.processor.Record;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkPlacement;
import dev.headrace.sink.SinkWriter;
import dev.headrace.stores.Stores;
import dev.headrace.topology.Topology;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What can be declared and not be run is refused at the start, by name. */
class RefusedTopologiesTest {

    @Test
    void topicsByPattern() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(Pattern.compile("orders-.*")).to("out");

        assertThatThrownBy(() -> new TopologyTestDriver(builder.build()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("orders-.*");
    }

    @Test
    void globalStores() {
        Topology topology = new Topology();
        topology.addSource("in", "in");
        topology.addSink("out", "out", "in");
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("countries"), Serdes.String(), Serdes.String())
                        .withLoggingDisabled(),
                "countries-source",
                new StringDeserializer(),
                new StringDeserializer(),
                "countries",
                "countries-processor",
                () -> new Processor<String, String, Void, Void>() {
                    @Override
                    public void process(Record<String, String> record) {}
                });

        assertThatThrownBy(() -> new TopologyTestDriver(topology))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("global store 'countries'");
    }

    @Test
    void sinksThatGather() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<Object, Object>stream("in").to(new Sink<>() {
            @Override
            public String describe() {
                return "one for all";
            }

            @Override
            public SinkPlacement placement() {
                return SinkPlacement.GATHERED;
            }

            @Override
            public SinkWriter<Object, Object> writer(SinkContext context) {
                throw new AssertionError("never opened");
            }
        });

        assertThatThrownBy(() -> new TopologyTestDriver(builder.build()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("one writer for all partitions");
    }
}
