package dev.headrace.testkit;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.errors.StreamsException;
import dev.headrace.port.InstalledFileTrees;
import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.runtime.commit.CommitProbe;
import dev.headrace.state.KeyValueStore;
import dev.headrace.state.QueryableStoreType;
import dev.headrace.state.SessionStore;
import dev.headrace.state.SessionStoreWithHeaders;
import dev.headrace.state.StateStore;
import dev.headrace.state.TimestampedKeyValueStoreWithHeaders;
import dev.headrace.state.TimestampedWindowStoreWithHeaders;
import dev.headrace.state.ValueAndTimestamp;
import dev.headrace.state.ValueTimestampHeaders;
import dev.headrace.state.VersionedKeyValueStore;
import dev.headrace.state.WindowStore;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.testkit.simulation.SimulatedDisk;
import dev.headrace.testkit.simulation.SimulatedKafka;
import dev.headrace.testkit.simulation.SimulatedProcess;
import dev.headrace.topology.Node;
import dev.headrace.topology.StoreDescription;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSinkNode;
import dev.headrace.topology.Topology;
import dev.headrace.topology.TopologyPlan;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Drives a topology record by record without a broker and without threads. It runs the engine itself over a simulated Kafka:
 * each piped record is processed, its results are committed, and whatever they lead to in turn, before the call returns.
 *
 * <pre>{@code
 * try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties)) {
 *     TestInputTopic<String, Long> orders =
 *             driver.createInputTopic("orders", new StringSerializer(), new LongSerializer());
 *     TestOutputTopic<String, Long> totals =
 *             driver.createOutputTopic("totals", new StringDeserializer(), new LongDeserializer());
 *     orders.pipeInput("anna", 3L);
 *     assertThat(totals.readKeyValue()).isEqualTo(KeyValue.pair("anna", 3L));
 * }
 * }</pre>
 *
 * <p>The wall clock stands still until {@link #advanceWallClockTime} moves it; the broker's own clock always does, so that
 * nothing times out. What fails in the topology is thrown from the call that made it fail; afterwards the driver does no more,
 * until {@link #restart()} or {@link #crash()}. With {@link #builder} topics can have several partitions, and commits happen by
 * a trigger or by hand.
 */
public class TopologyTestDriver implements Closeable {

    private static final Duration UNTIL_TASKS_RUN_MAX = Duration.ofMinutes(10);
    private static final Duration UNTIL_TASKS_RUN_STEP = Duration.ofSeconds(1);
    private static final Duration RESTARTING_TAKES = Duration.ofMillis(1);
    private static final int IDLE_STEPS_WHEN_SETTLED = 2;

    private final TopologyPlan plan;
    private final QueryOptions options;
    private final SimulatedKafka kafka;
    private final SimulatedDisk disk = new SimulatedDisk();
    private final DriverClock clock;
    private final SeededIds ids = new SeededIds(0);
    private final UUID machineId = ids.next();
    private final SplittableRandom random = new SplittableRandom(0);
    private final Producer<byte[], byte[]> producer;
    private final ProducedRecords produced;

    private SimulatedProcess process;
    private QueryProcess query;
    private @Nullable RuntimeException failure;
    private boolean closed;

    /** A driver with default options. */
    public TopologyTestDriver(Topology topology) {
        this(builder(topology));
    }

    /**
     * A driver.
     *
     * @param config options by the names of their properties; {@code application.id} and {@code bootstrap.servers} may be left
     *     out
     */
    public TopologyTestDriver(Topology topology, Properties config) {
        this(builder(topology).properties(config));
    }

    /** A driver with default options that begins at a given time of day. */
    public TopologyTestDriver(Topology topology, Instant initialWallClockTime) {
        this(builder(topology).initialWallClockTime(initialWallClockTime));
    }

    /** A driver that begins at a given time of day. */
    public TopologyTestDriver(Topology topology, Properties config, Instant initialWallClockTime) {
        this(builder(topology).properties(config).initialWallClockTime(initialWallClockTime));
    }

    /** A driver to configure. */
    public static TopologyTestDriverBuilder builder(Topology topology) {
        return new TopologyTestDriverBuilder(topology);
    }

    TopologyTestDriver(TopologyTestDriverBuilder builder) {
        plan = builder.topology().plan();
        options = builder.options();
        clock = new DriverClock(builder.initialWallClockMs());
        kafka = SimulatedKafka.builder()
                .startMs(builder.initialWallClockMs())
                .autoCreateTopics(builder.partitionsPerTopic())
                .build();
        externalTopics().forEach(topic -> kafka.createTopic(topic, builder.partitionsOf(topic)));
        producer = kafka.producer(Map.of());
        produced = new ProducedRecords(
                kafka.consumer(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest")),
                CheckpointTopic.nameFor(applicationId()));
        process = kafka.process("query");
        query = start();
    }

    private Set<String> externalTopics() {
        Set<String> topics = new LinkedHashSet<>();
        for (SubTopology sub : plan.subTopologies()) {
            topics.addAll(sub.sourceTopics());
            for (Node node : sub.nodes()) {
                if (node instanceof TopicSinkNode sink && sink.topic() != null) {
                    topics.add(sink.topic());
                }
            }
        }
        topics.removeAll(plan.repartitionTopics().keySet());
        return topics;
    }

    private String applicationId() {
        if (options.commitLog() instanceof CommitLog.Kafka log) {
            return log.applicationId();
        }
        throw new InvalidOptionException("Cannot drive a topology over " + options.commitLog()
                + ": the driver simulates Kafka. Leave checkpointLocation out, or use RowTestDriver");
    }

    private QueryProcess start() {
        QueryProcess started = QueryProcess.start(
                plan,
                options,
                new QueryProcess.Place(
                        process, disk, machineId, new InstalledFileTrees(ids), clock, ids, CommitProbe.NONE));
        query = started;
        failure = null;
        settle();
        for (Duration waited = Duration.ZERO; !started.isComplete(); waited = waited.plus(UNTIL_TASKS_RUN_STEP)) {
            if (waited.compareTo(UNTIL_TASKS_RUN_MAX) > 0) {
                throw new IllegalStateException("Cannot drive the topology: after " + waited
                        + " of the broker's time not all of its tasks run");
            }
            kafka.advance(UNTIL_TASKS_RUN_STEP);
            settle();
        }
        return started;
    }

    /** Steps until nothing moves. */
    private void settle() {
        if (failure != null) {
            throw new StreamsException(
                    "Cannot go on: the topology failed before (" + failure.getMessage()
                            + "). Call restart() to begin again from the last commit",
                    failure);
        }
        try {
            int idle = 0;
            while (idle < IDLE_STEPS_WHEN_SETTLED) {
                boolean moved = query.step();
                idle = moved ? 0 : idle + 1;
                if (moved) {
                    produced.capture();
                }
            }
        } catch (RuntimeException e) {
            failure = e;
            query.abandon();
            throw e;
        }
        produced.capture();
    }

    /** The metrics of the query; the map cannot be changed. */
    public Map<MetricName, ? extends Metric> metrics() {
        return query.metrics().metrics();
    }

    /** Moves the wall clock, once and by all of {@code advance}; what is due runs and is committed. */
    public void advanceWallClockTime(Duration advance) {
        clock.advance(advance);
        settle();
    }

    /** As {@link #createInputTopic(String, Serializer, Serializer, Instant, Duration)}, at the system's time, which stays. */
    public final <K, V> TestInputTopic<K, V> createInputTopic(
            String topicName, Serializer<K> keySerializer, Serializer<V> valueSerializer) {
        return createInputTopic(topicName, keySerializer, valueSerializer, Instant.now(), Duration.ZERO);
    }

    /**
     * A way to put records into a topic that the topology reads.
     *
     * @param startTimestamp the time of the first record that has none of its own
     * @param autoAdvance how much later each further one is
     */
    public final <K, V> TestInputTopic<K, V> createInputTopic(
            String topicName,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            Instant startTimestamp,
            Duration autoAdvance) {
        return new TestInputTopic<>(this, topicName, keySerializer, valueSerializer, startTimestamp, autoAdvance);
    }

    /** A way to take out what the topology wrote to a topic, internal ones included, and committed. */
    public final <K, V> TestOutputTopic<K, V> createOutputTopic(
            String topicName, Deserializer<K> keyDeserializer, Deserializer<V> valueDeserializer) {
        return new TestOutputTopic<>(this, topicName, keyDeserializer, valueDeserializer);
    }

    /** The topics to which the topology has written, repartition and changelog topics included. */
    public final Set<String> producedTopicNames() {
        return produced.topics();
    }

    <K, V> void pipe(
            String topic,
            @Nullable Integer partition,
            TestRecord<K, V> record,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            long timestampMs) {
        if (!isRead(topic)) {
            throw new IllegalArgumentException("Unknown topic: " + topic + " is not read by the topology");
        }
        byte[] key = keySerializer.serialize(topic, record.headers(), record.key());
        byte[] value = valueSerializer.serialize(topic, record.headers(), record.value());
        RecordMetadata written =
                write(new ProducerRecord<>(topic, partition, timestampMs, key, value, record.headers()));
        produced.piped(new TopicPartition(written.topic(), written.partition()), written.offset());
        settle();
    }

    private boolean isRead(String topic) {
        return query.plan().subTopologies().stream()
                .anyMatch(sub -> sub.sourceTopics().contains(topic));
    }

    private RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> written = producer.send(record);
        producer.flush();
        try {
            return written.get();
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot pipe a record into " + record.topic(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    <K, V> TestRecord<K, V> read(String topic, Deserializer<K> keyDeserializer, Deserializer<V> valueDeserializer) {
        ConsumerRecord<byte[], byte[]> record = produced.next(topic);
        if (record == null) {
            boolean ever = produced.topics().contains(topic);
            throw new NoSuchElementException(
                    (ever ? "Empty topic: " : "Uninitialized topic: ") + topic + "; written were " + produced.topics());
        }
        return new TestRecord<>(
                keyDeserializer.deserialize(topic, record.headers(), record.key()),
                valueDeserializer.deserialize(topic, record.headers(), record.value()),
                record.headers(),
                (Long) record.timestamp());
    }

    final long queued(String topic) {
        return produced.count(topic);
    }

    /** Commits what was processed, and goes on until nothing moves. */
    public void commit() {
        settle();
        query.commit();
        settle();
    }

    /** Stops the query in good order and starts it again, with the same disk and the same broker. */
    public void restart() {
        if (failure == null) {
            query.stop();
        }
        clock.advance(RESTARTING_TAKES);
        query = start();
    }

    /**
     * Kills the process and starts it again: what was not committed is processed again; persistent stores fall back to what
     * was on disk, the others to nothing, and both are restored.
     */
    public void crash() {
        process.crash();
        disk.crash(random);
        process = kafka.process("query");
        clock.advance(RESTARTING_TAKES);
        query = start();
    }

    /**
     * All stores by name.
     *
     * @throws IllegalStateException if one of them has several partitions
     */
    public Map<String, @Nullable StateStore> getAllStateStores() {
        Map<String, @Nullable StateStore> stores = new LinkedHashMap<>();
        for (SubTopology sub : plan.subTopologies()) {
            for (StoreDescription store : sub.stores()) {
                stores.put(store.name(), only(store.name()));
            }
        }
        return stores;
    }

    /**
     * A store of the user's own making; null if there is none of this name.
     *
     * @throws IllegalArgumentException if it is a key-value, window or session store: there are methods for these
     */
    public @Nullable StateStore getStateStore(String name) throws IllegalArgumentException {
        StateStore store = only(name);
        if (store != null) {
            StoreViews.refuseReadyMade(store);
        }
        return store;
    }

    /** The store of one partition, for reading and writing; null if there is none of this name. */
    public @Nullable StateStore getStateStore(String name, int partition) {
        return query.stores(name).get(partition);
    }

    private @Nullable StateStore only(String name) {
        Map<Integer, StateStore> partitions = query.stores(name);
        if (partitions.size() > 1) {
            throw new IllegalStateException("Cannot get the one store '" + name + "': it has the partitions "
                    + partitions.keySet() + ". Use getStateStore(name, partition), or store(name, type) to read all");
        }
        return partitions.isEmpty() ? null : partitions.values().iterator().next();
    }

    /** What is committed of a store, over all its partitions, for reading. */
    public <T> T store(String name, QueryableStoreType<T> type) {
        return type.create(query.committedStores(), name);
    }

    /** A key-value store, its values without timestamps and headers; null if there is none of this name and kind. */
    public <K, V> @Nullable KeyValueStore<K, V> getKeyValueStore(String name) {
        return StoreViews.keyValueStore(only(name));
    }

    /** A key-value store, its values with timestamps; null if there is none of this name and kind. */
    public <K, V> @Nullable KeyValueStore<K, ValueAndTimestamp<V>> getTimestampedKeyValueStore(String name) {
        return StoreViews.timestampedKeyValueStore(only(name));
    }

    /** A key-value store, its values with timestamps and headers; null if there is none of this name and kind. */
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable KeyValueStore<K, ValueTimestampHeaders<V>> getTimestampedKeyValueStoreWithHeaders(
            String name) {
        return only(name) instanceof TimestampedKeyValueStoreWithHeaders<?, ?> store
                ? (TimestampedKeyValueStoreWithHeaders<K, V>) store
                : null;
    }

    /** A versioned store; null if there is none of this name and kind. */
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable VersionedKeyValueStore<K, V> getVersionedKeyValueStore(String name) {
        return only(name) instanceof VersionedKeyValueStore<?, ?> store ? (VersionedKeyValueStore<K, V>) store : null;
    }

    /** A window store, its values without timestamps and headers; null if there is none of this name and kind. */
    public <K, V> @Nullable WindowStore<K, V> getWindowStore(String name) {
        return StoreViews.windowStore(only(name));
    }

    /** A window store, its values with timestamps; null if there is none of this name and kind. */
    public <K, V> @Nullable WindowStore<K, ValueAndTimestamp<V>> getTimestampedWindowStore(String name) {
        return StoreViews.timestampedWindowStore(only(name));
    }

    /** A window store, its values with timestamps and headers; null if there is none of this name and kind. */
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable WindowStore<K, ValueTimestampHeaders<V>> getTimestampedWindowStoreWithHeaders(String name) {
        return only(name) instanceof TimestampedWindowStoreWithHeaders<?, ?> store
                ? (TimestampedWindowStoreWithHeaders<K, V>) store
                : null;
    }

    /** A session store, its aggregates without headers; null if there is none of this name and kind. */
    public <K, V> @Nullable SessionStore<K, V> getSessionStore(String name) {
        return StoreViews.sessionStore(only(name));
    }

    /** A session store, its aggregates with headers; null if there is none of this name and kind. */
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable SessionStoreWithHeaders<K, V> getSessionStoreWithHeaders(String name) {
        return only(name) instanceof SessionStoreWithHeaders<?, ?> store ? (SessionStoreWithHeaders<K, V>) store : null;
    }

    /** Commits, closes processors and stores, and forgets the simulated broker. */
    @Override
    public void close() {
        if (!closed && failure == null) {
            query.stop();
        }
        closed = true;
    }
}
