package dev.headrace.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.port.Ids;
import dev.headrace.processor.ContextualProcessor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.state.KeyValueStore;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.QueryOptionsBuilder;
import dev.headrace.testkit.simulation.SimulatedKafka;
import dev.headrace.testkit.simulation.broker.LogEntry;
import dev.headrace.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * An application that counts {@code in} by key, with the store {@code counts}, into {@code out}: for every record of a key the
 * next number. Whatever happens, readers of committed records see each number once and in order.
 */
final class Application {

    static final String ID = "app";
    static final String COUNTS = "counts";

    /** A record whose key begins so removes the count of the rest of the key, and counts nothing. */
    static final String REMOVED_BY = "remove-";

    static final TopicPartition IN = new TopicPartition("in", 0);
    static final TopicPartition OUT = new TopicPartition("out", 0);
    static final TopicPartition CHANGELOG = new TopicPartition("app-counts-changelog", 0);
    static final TopicPartition CHECKPOINT = new TopicPartition("app-checkpoint", 0);

    private static final Duration TICK = Duration.ofMillis(20);
    private static final int TICKS_MAX = 20_000;

    /** A worker that waits for others to end a transaction says that it has work. */
    private static final int STEPS_PER_TICK_MAX = 3;

    private final SimulatedKafka kafka;
    private final QueryOptions options;
    private final int partitions;
    private final Map<String, Long> written = new TreeMap<>();
    private final List<Instance> instances = new ArrayList<>();
    private CommitProbe probe = CommitProbe.NONE;
    private Consumer<Record<String, String>> each = record -> {};
    private long idsGiven;

    private Application(SimulatedKafka kafka, int partitions, Consumer<QueryOptionsBuilder> change) {
        this.kafka = kafka;
        this.partitions = partitions;
        QueryOptionsBuilder builder = QueryOptions.builder()
                .commitLog(CommitLog.kafka(ID, "simulated:9092"))
                .property("consumer.metadata.max.age.ms", 1_000);
        change.accept(builder);
        this.options = builder.build();
        kafka.createTopic(IN.topic(), partitions);
        kafka.createTopic(OUT.topic(), partitions);
    }

    /** Over an orderly cluster. */
    static Application orderly() {
        return over(SimulatedKafka.builder().startMs(1_800_000_000_000L).build(), 1, options -> {});
    }

    static Application over(SimulatedKafka kafka, int partitions, Consumer<QueryOptionsBuilder> options) {
        return new Application(kafka, partitions, options);
    }

    SimulatedKafka kafka() {
        return kafka;
    }

    QueryOptions options() {
        return options;
    }

    CommitProbe probe() {
        return probe;
    }

    /** Told of every stage of every commit of workers that are made from now on. */
    void use(CommitProbe newProbe) {
        probe = newProbe;
    }

    /** Run for each record before it is counted. */
    void beforeEach(Consumer<Record<String, String>> action) {
        each = action;
    }

    Ids ids() {
        return () -> new UUID(0, ++idsGiven);
    }

    Topology topology() {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), IN.topic());
        topology.addProcessor("count", Counting::new, "source");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(COUNTS), Serdes.String(), Serdes.Long()),
                "count");
        topology.addSink("sink", OUT.topic(), new StringSerializer(), new LongSerializer(), "count");
        return topology;
    }

    /** Starts another instance, with a disk and an identity of its own. */
    Instance start(String name) {
        Instance instance = new Instance(this, name, ids().next());
        instances.add(instance);
        return instance;
    }

    /** No longer steps this instance in {@link #until}. */
    void leaveAlone(Instance instance) {
        instances.remove(instance);
    }

    /** Steps this instance again in {@link #until}. */
    void stepAgain(Instance instance) {
        instances.add(instance);
    }

    /** Writes {@code count} records of each of these keys. */
    void write(int count, String... keys) {
        try (Producer<byte[], byte[]> producer = kafka.producer(Map.of())) {
            for (int i = 0; i < count; i++) {
                for (String key : keys) {
                    var unused = producer.send(new ProducerRecord<>(IN.topic(), bytes(key), bytes("v")));
                    written.merge(key, 1L, Long::sum);
                }
            }
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Steps all instances, and lets time pass where nothing moves, until something holds. */
    void until(BooleanSupplier holds) {
        for (int tick = 0; tick < TICKS_MAX; tick++) {
            boolean moved = false;
            for (Instance instance : List.copyOf(instances)) {
                moved |= instance.step();
            }
            if (holds.getAsBoolean()) {
                return;
            }
            if (!moved || tick % STEPS_PER_TICK_MAX == 0) {
                kafka.advance(TICK);
            }
        }
        throw new AssertionError("It did not come true; the last calls were "
                + kafka.trace()
                        .lastEntries()
                        .subList(
                                Math.max(0, kafka.trace().lastEntries().size() - 30),
                                kafka.trace().lastEntries().size()));
    }

    /** Steps all instances until every task runs. */
    void untilRunning() {
        until(() -> instances.stream().mapToInt(Instance::running).sum() == partitions);
    }

    /** Steps all instances until everything written is counted and committed, and checks that it was counted once. */
    void untilCounted() {
        until(() -> committedCounts().size() >= total());
        assertCountedOnce();
    }

    private long total() {
        return written.values().stream().mapToLong(each -> each).sum();
    }

    /** What readers of committed records see has every number up to the last once and in order, for every key. */
    void assertCountedOnce() {
        Map<String, Long> last = new TreeMap<>();
        List<ConsumerRecord<String, Long>> counts = committedCounts();
        for (ConsumerRecord<String, Long> record : counts) {
            assertThat(record.value())
                    .as("count of %s at %s", record.key(), record.offset())
                    .isEqualTo(last.getOrDefault(record.key(), 0L) + 1);
            last.put(record.key(), record.value());
        }
        assertThat(last).isEqualTo(written);
    }

    /** What a reader of committed records finds in {@code out}. */
    List<ConsumerRecord<String, Long>> committedCounts() {
        List<ConsumerRecord<String, Long>> records = new ArrayList<>();
        try (org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> reader = kafka.consumer(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                100_000))) {
            for (int number = 0; number < partitions; number++) {
                TopicPartition partition = new TopicPartition(OUT.topic(), number);
                reader.assign(List.of(partition));
                reader.seek(partition, 0);
                long end = kafka.lastStableOffset(partition);
                while (reader.position(partition) < end) {
                    reader.poll(Duration.ZERO)
                            .forEach(record -> records.add(new ConsumerRecord<>(
                                    record.topic(),
                                    record.partition(),
                                    record.offset(),
                                    new String(record.key(), StandardCharsets.UTF_8),
                                    new LongDeserializer().deserialize(OUT.topic(), record.value()))));
                }
            }
        }
        return records;
    }

    /** How many records of {@code out} belong to transactions that were aborted. */
    long abortedCounts() {
        return kafka.entries(OUT).stream()
                .filter(entry -> !entry.isMarker())
                .filter(LogEntry::isAborted)
                .count();
    }

    /** What was written, by key. */
    Map<String, Long> written() {
        return written;
    }

    private final class Counting extends ContextualProcessor<String, String, String, Long> {

        private KeyValueStore<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            counts = context.getStateStore(COUNTS);
        }

        @Override
        public void process(Record<String, String> record) {
            each.accept(record);
            if (record.key().startsWith(REMOVED_BY)) {
                counts.delete(record.key().substring(REMOVED_BY.length()));
                return;
            }
            Long before = counts.get(record.key());
            long now = before == null ? 1 : before + 1;
            counts.put(record.key(), now);
            context().forward(record.withValue(now));
        }
    }
}
