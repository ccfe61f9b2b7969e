package dev.headrace.mutants;

import dev.headrace.processor.BufferedProcessor;
import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.PunctuationType;
import dev.headrace.processor.Record;
import dev.headrace.state.KeyValueStore;
import dev.headrace.stores.Stores;
import dev.headrace.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topology that every schedule runs, with one output for each kind of thing that may be lost or doubled: counts from a
 * store, records as they come, records that are held back until the commit, records that are passed on only where a store
 * holds another value, rows of a staged sink, ticks of the clock.
 */
final class Ledger {

    static final String IN = "in";
    static final String COUNTS = "counts";
    static final String SEEN = "seen";
    static final String HELD = "held";
    static final String CHANGES = "changes";
    static final String TICKS = "ticks";
    static final List<String> OUTPUTS = List.of(COUNTS, SEEN, HELD, CHANGES, TICKS);
    static final Set<String> STORES = Set.of("numbers", "latest");
    static final int PARTITIONS = 2;

    private static final Duration TICK = Duration.ofMillis(100);

    private Ledger() {}

    /** The topology over a topic; {@code ticking} if the clock writes too. */
    static Topology overTopic(Shelf shelf, boolean ticking) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), IN);
        return ledger(topology, shelf, ticking);
    }

    /** The topology over a source that is not a topic. */
    static Topology overSource(NumberedSource source, Shelf shelf) {
        Topology topology = new Topology();
        topology.addSource("source", source);
        return ledger(topology, shelf, false);
    }

    private static Topology ledger(Topology topology, Shelf shelf, boolean ticking) {
        topology.addProcessor("count", () -> new Counting(ticking), "source");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("numbers"), Serdes.String(), Serdes.Long()),
                "count");
        topology.addSink(COUNTS, COUNTS, new StringSerializer(), new LongSerializer(), "count");
        topology.addSink(TICKS, TICKS, new StringSerializer(), new LongSerializer(), "count");
        topology.addProcessor("name", Naming::new, "source");
        topology.addSink(SEEN, SEEN, new StringSerializer(), new StringSerializer(), "name");
        topology.addProcessor("hold", Holding::new, "name");
        topology.addSink(HELD, HELD, new StringSerializer(), new StringSerializer(), "hold");
        topology.addProcessor("change", Changing::new, "name");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("latest"), Serdes.String(), Serdes.String()),
                "change");
        topology.addSink(CHANGES, CHANGES, new StringSerializer(), new StringSerializer(), "change");
        topology.addSink("shelf", shelf, "name");
        return topology;
    }

    /** Counts by key, and ticks by partition, in a store. */
    private static final class Counting implements Processor<String, String, String, Long> {

        private final boolean ticking;
        private ProcessorContext<String, Long> context;
        private KeyValueStore<String, Long> counts;

        @SuppressWarnings("NullAway.Init")
        private Counting(boolean ticking) {
            this.ticking = ticking;
        }

        @Override
        public void init(ProcessorContext<String, Long> context) {
            this.context = context;
            this.counts = context.getStateStore("numbers");
            if (ticking) {
                var unused = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
            }
        }

        @Override
        public void process(Record<String, String> record) {
            context.forward(record.withValue(next(record.key())), COUNTS);
        }

        private void tick(long nowMs) {
            String partition = "partition-" + context.taskId().partition();
            context.forward(new Record<>(partition, next(partition), nowMs), TICKS);
        }

        private long next(String key) {
            Long before = counts.get(key);
            long next = before == null ? 1 : before + 1;
            counts.put(key, next);
            return next;
        }
    }

    /** Replaces a record's value by its origin, or leaves it where it came from no topic. */
    private static final class Naming implements Processor<String, String, String, String> {

        private ProcessorContext<String, String> context;

        @SuppressWarnings("NullAway.Init")
        private Naming() {}

        @Override
        public void init(ProcessorContext<String, String> context) {
            this.context = context;
        }

        @Override
        public void process(Record<String, String> record) {
            context.forward(context.recordMetadata()
                    .filter(from -> from.topic().equals(IN))
                    .map(from -> record.withValue(Origin.of(from)))
                    .orElse(record));
        }
    }

    /** Holds records in a field until the commit. */
    private static final class Holding implements Processor<String, String, String, String>, BufferedProcessor {

        private final List<Record<String, String>> held = new ArrayList<>();
        private ProcessorContext<String, String> context;

        @SuppressWarnings("NullAway.Init")
        private Holding() {}

        @Override
        public void init(ProcessorContext<String, String> context) {
            this.context = context;
        }

        @Override
        public void process(Record<String, String> record) {
            held.add(record);
        }

        @Override
        public void forwardBuffered() {
            held.forEach(context::forward);
            held.clear();
        }
    }

    /** Forwards what differs from the latest value of its key, in a store. */
    private static final class Changing implements Processor<String, String, String, String> {

        private ProcessorContext<String, String> context;
        private KeyValueStore<String, String> latest;

        @SuppressWarnings("NullAway.Init")
        private Changing() {}

        @Override
        public void init(ProcessorContext<String, String> context) {
            this.context = context;
            this.latest = context.getStateStore("latest");
        }

        @Override
        public void process(Record<String, String> record) {
            if (!record.value().equals(latest.get(record.key()))) {
                latest.put(record.key(), record.value());
                context.forward(record);
            }
        }
    }
}
