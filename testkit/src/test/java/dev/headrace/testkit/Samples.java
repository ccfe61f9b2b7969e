package dev.headrace.testkit;

import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.PunctuationType;
import dev.headrace.processor.Record;
import dev.headrace.state.KeyValueBytesStoreSupplier;
import dev.headrace.state.KeyValueStore;
import dev.headrace.stores.Stores;
import dev.headrace.topology.InternalTopic;
import dev.headrace.topology.Topology;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Small topologies of the Processor API. */
final class Samples {

    static final String COUNTS = "counts";

    private Samples() {}

    /** Passes {@code in} through {@code each} to {@code out}, all of strings. */
    static Topology each(BiConsumer<ProcessorContext<String, String>, Record<String, String>> each) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("each", () -> new Each(each), "source");
        topology.addSink("sink", "out", new StringSerializer(), new StringSerializer(), "each");
        return topology;
    }

    /** Passes {@code in} to {@code out} as it is. */
    static Topology passing() {
        return each(ProcessorContext::forward);
    }

    /** Counts {@code in} by key; every count goes to {@code out}. */
    static Topology counting(KeyValueBytesStoreSupplier store) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        addCount(topology, "source", store);
        return topology;
    }

    static Topology countingInMemory() {
        return counting(Stores.inMemoryKeyValueStore(COUNTS));
    }

    static Topology countingOnDisk() {
        return counting(Stores.persistentKeyValueStore(COUNTS));
    }

    /** Counts {@code in} by value, by way of a repartition topic. */
    static Topology countingByValue(KeyValueBytesStoreSupplier store, Integer repartitionPartitions) {
        Topology topology = new Topology();
        topology.addInternalTopic(new InternalTopic("by-value-repartition", repartitionPartitions));
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor(
                "rekey",
                () -> new Each((context, record) -> context.forward(record.withKey(record.value()))),
                "source");
        topology.addSink("rekeyed", "by-value-repartition", new StringSerializer(), new StringSerializer(), "rekey");
        topology.addSource("by-value", new StringDeserializer(), new StringDeserializer(), "by-value-repartition");
        addCount(topology, "by-value", store);
        return topology;
    }

    /** Counts every second by the wall clock and every ten seconds of stream time, whatever comes. */
    static Topology ticking() {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("tick", Ticking::new, "source");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(COUNTS), Serdes.String(), Serdes.Long()),
                "tick");
        topology.addSink("sink", "out", new StringSerializer(), new LongSerializer(), "tick");
        return topology;
    }

    private static void addCount(Topology topology, String parent, KeyValueBytesStoreSupplier store) {
        topology.addProcessor("count", Counting::new, parent);
        topology.addStateStore(Stores.keyValueStoreBuilder(store, Serdes.String(), Serdes.Long()), "count");
        topology.addSink("sink", "out", new StringSerializer(), new LongSerializer(), "count");
    }

    private static final class Each extends ContextualProcessor<String, String, String, String> {

        private final BiConsumer<ProcessorContext<String, String>, Record<String, String>> each;

        private Each(BiConsumer<ProcessorContext<String, String>, Record<String, String>> each) {
            this.each = each;
        }

        @Override
        public void process(Record<String, String> record) {
            each.accept(context(), record);
        }
    }

    private static final class Counting extends ContextualProcessor<String, String, String, Long> {

        private KeyValueStore<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            counts = context.getStateStore(COUNTS);
        }

        @Override
        public void process(Record<String, String> record) {
            Long before = counts.get(record.key());
            long now = before == null ? 1 : before + 1;
            counts.put(record.key(), now);
            context().forward(record.withValue(now));
        }
    }

    private static final class Ticking extends ContextualProcessor<String, String, String, Long> {

        private KeyValueStore<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            counts = context.getStateStore(COUNTS);
            context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, time -> count("wall", time));
            context.schedule(Duration.ofSeconds(10), PunctuationType.STREAM_TIME, time -> count("stream", time));
        }

        @Override
        public void process(Record<String, String> record) {}

        private void count(String key, long timeMs) {
            Long before = counts.get(key);
            long now = before == null ? 1 : before + 1;
            counts.put(key, now);
            context().forward(new Record<>(key, now, timeMs));
        }
    }
}
