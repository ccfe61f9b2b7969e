package dev.headrace.soak;

import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.PunctuationType;
import dev.headrace.processor.Record;
import dev.headrace.state.KeyValueStore;
import dev.headrace.stores.Stores;
import dev.headrace.topology.Topology;
import java.time.Duration;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Counts records by key, and the ticks of the wall clock by partition, and forwards every count: whatever happened twice or
 * not at all leaves a number that is there twice or missing.
 */
final class CountAndTick implements Processor<String, String, String, Long> {

    private static final String STORE = "counts";
    private static final String TO_COUNTS = "to-counts";
    private static final String TO_TICKS = "to-ticks";
    private static final Duration TICK = Duration.ofMillis(50);

    private final Pause inProcess;
    private final Pause inPunctuation;

    private ProcessorContext<String, Long> context;
    private KeyValueStore<String, Long> counts;

    @SuppressWarnings("NullAway.Init")
    private CountAndTick(Pause inProcess, Pause inPunctuation) {
        this.inProcess = inProcess;
        this.inPunctuation = inPunctuation;
    }

    /** The topology, which stops where it has counted and forwarded, if one of the pauses is armed. */
    static Topology topology(String in, String counts, String ticks, Pause inProcess, Pause inPunctuation) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), in);
        topology.addProcessor("count", () -> new CountAndTick(inProcess, inPunctuation), "source");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.Long()),
                "count");
        topology.addSink(TO_COUNTS, counts, new StringSerializer(), new LongSerializer(), "count");
        topology.addSink(TO_TICKS, ticks, new StringSerializer(), new LongSerializer(), "count");
        return topology;
    }

    @Override
    public void init(ProcessorContext<String, Long> context) {
        this.context = context;
        this.counts = context.getStateStore(STORE);
        var unused = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, String> record) {
        context.forward(record.withValue(next(record.key())), TO_COUNTS);
        inProcess.here();
    }

    private void tick(long nowMs) {
        String partition = "partition-" + context.taskId().partition();
        context.forward(new Record<>(partition, next(partition), nowMs), TO_TICKS);
        inPunctuation.here();
    }

    private long next(String key) {
        Long before = counts.get(key);
        long next = before == null ? 1 : before + 1;
        counts.put(key, next);
        return next;
    }
}
