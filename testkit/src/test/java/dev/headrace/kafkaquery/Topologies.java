package dev.headrace.kafkaquery;

import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.stores.Stores;
import dev.headrace.topology.InternalTopic;
import dev.headrace.topology.Topology;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topologies that the tests run. */
final class Topologies {

    private Topologies() {}

    /** Counts {@code in} by key into {@code out}. */
    static Topology counting(String in, String out, KeyValueBytesStoreSupplier store) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), in);
        topology.addProcessor("count", Counting::new, "source");
        topology.addStateStore(Stores.keyValueStoreBuilder(store, Serdes.String(), Serdes.Long()), "count");
        topology.addSink("sink", out, new StringSerializer(), new LongSerializer(), "count");
        return topology;
    }

    /** Counts {@code in} by value, by way of an internal topic. */
    static Topology countingByValue(String in, String out) {
        Topology topology = new Topology();
        topology.addInternalTopic(InternalTopic.repartition("by-value-repartition"));
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), in);
        topology.addProcessor("rekey", RekeyByValue::new, "source");
        topology.addSink(
                "to-by-value", "by-value-repartition", new StringSerializer(), new StringSerializer(), "rekey");
        topology.addSource("by-value", new StringDeserializer(), new StringDeserializer(), "by-value-repartition");
        topology.addProcessor("count", Counting::new, "by-value");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Counting.STORE), Serdes.String(), Serdes.Long()),
                "count");
        topology.addSink("sink", out, new StringSerializer(), new LongSerializer(), "count");
        return topology;
    }

    /** Passes {@code in} on to {@code out}; {@code each} may throw. */
    static Topology passing(String in, String out, Consumer<Record<String, String>> each) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), in);
        topology.addProcessor("pass", () -> new Passing(each), "source");
        topology.addSink("sink", out, new StringSerializer(), new StringSerializer(), "pass");
        return topology;
    }

    private static final class RekeyByValue implements Processor<String, String, String, String> {
        private ProcessorContext<String, String> context;

        @Override
        public void init(ProcessorContext<String, String> context) {
            this.context = context;
        }

        @Override
        public void process(Record<String, String> record) {
            context.forward(record.withKey(record.value()));
        }
    }

    private static final class Passing implements Processor<String, String, String, String> {
        private final Consumer<Record<String, String>> each;
        private ProcessorContext<String, String> context;

        private Passing(Consumer<Record<String, String>> each) {
            this.each = each;
        }

        @Override
        public void init(ProcessorContext<String, String> context) {
            this.context = context;
        }

        @Override
        public void process(Record<String, String> record) {
            each.accept(record);
            context.forward(record);
        }
    }
}
