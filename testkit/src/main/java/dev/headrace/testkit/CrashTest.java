package dev.headrace.testkit;

import dev.headrace.port.FilePath;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.Emission;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.QueryOptionsBuilder;
import dev.headrace.streaming.Trigger;
import dev.headrace.testkit.CrashPlan.Recovery;
import dev.headrace.topology.Topology;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a topology's results do not depend on where its process dies. The topology is run once without faults over a
 * simulated Kafka and disk, which counts every moment at which something can go wrong: each call of a Kafka client, each stage
 * of the commit, each write to the local disk. Then it is run again for each of them: the process dies there, or the call
 * times out with or without effect; it is started again, reads the rest of its input and is stopped. What is then committed in
 * the output topics and held by the stores has to be what it was without the fault.
 *
 * <pre>{@code
 * CrashTest.of(() -> topology())
 *         .input("orders", new StringSerializer(), new LongSerializer(), orders)
 *         .run();
 * }</pre>
 *
 * <p>A failure is a {@link CrashFailure}, which names the seed and the fault. With the system property {@code
 * headrace.crash.replay} that it prints, the same test does only that run: {@code mvn test -Dtest=OrdersTest
 * '-Dheadrace.crash.replay=0 SAME_MACHINE producer.commitTransaction#3:CRASH_AFTER'}.
 */
public final class CrashTest {

    private static final String CHECKPOINT = "/checkpoint";

    private final Supplier<Surroundings> surroundings;
    private final QueryOptionsBuilder options;
    private final List<ProducerRecord<byte[], byte[]>> input = new ArrayList<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<String, Comparison> comparisons = new HashMap<>();
    private final Map<String, Consumer<List<OutputRecord>>> outputChecks = new LinkedHashMap<>();
    private final Map<String, Consumer<Map<Object, Object>>> storeChecks = new LinkedHashMap<>();
    private final Set<String> ignoredStores = new HashSet<>();
    private Set<Mishap> mishaps = EnumSet.allOf(Mishap.class);
    private final List<CrashScenario.InputFile> files = new ArrayList<>();
    private final Map<String, String> outputs = new TreeMap<>();
    private Set<Recovery> recoveries;
    private long[] seeds = {CrashRun.ORDERLY};
    private int partitionsPerTopic = 1;
    private int recordsPerEpoch = 3;
    private Duration afterwards = Duration.ZERO;
    private int pairs;
    private int runsMax = Integer.MAX_VALUE;

    private CrashTest(Supplier<Surroundings> surroundings, QueryOptionsBuilder options, Set<Recovery> recoveries) {
        this.surroundings = surroundings;
        this.options = options;
        this.recoveries = recoveries;
    }

    private static CrashTest overKafka(Supplier<Surroundings> surroundings) {
        return new CrashTest(
                surroundings,
                QueryOptions.builder()
                        .property("application.id", "crash-test")
                        .property("bootstrap.servers", "simulated:9092")
                        .emission(Emission.PER_UPDATE),
                EnumSet.of(Recovery.SAME_MACHINE, Recovery.OTHER_MACHINE));
    }

    /**
     * A test of the topology that {@code topology} makes: a new one at each call, since each process has its own.
     */
    public static CrashTest of(Supplier<Topology> topology) {
        return overKafka(() -> Surroundings.none(topology));
    }

    /**
     * A test of a topology with sources or sinks that are not topics. What they read and write has to be in the memory of the
     * test, since it is made anew for each run and outlives the processes of the run.
     *
     * @param surroundings makes what the sources read and the sinks write
     * @param topology makes the topology over them, a new one at each call
     * @param visible what can be seen of them in the end, something with {@code equals}: it has to be what it is without
     *     faults
     */
    public static <S> CrashTest of(
            Supplier<S> surroundings, Function<S, Topology> topology, Function<S, Object> visible) {
        return overKafka(() -> Surroundings.of(surroundings.get(), topology, visible));
    }

    /**
     * A test of a topology that reads and writes files, over the directory commit log. The files, those of the checkpoint too,
     * are simulated: the process dies at each operation on one of them, or the operation fails, and the machine loses power,
     * and with it names and bytes that were not synced.
     *
     * <pre>{@code
     * CrashTest.overFiles(() -> Rows.readStream()
     *                 .schema("id BIGINT, price DOUBLE")
     *                 .json("/orders")
     *                 .filter(col("price").gt(100))
     *                 .writeStream()
     *                 .format("parquet")
     *                 .toTopology("/large"))
     *         .file("/orders/1.json", "{...}")
     *         .output("/large", "parquet")
     *         .run();
     * }</pre>
     */
    public static CrashTest overFiles(Supplier<Topology> topology) {
        return new CrashTest(
                () -> Surroundings.none(topology),
                QueryOptions.builder()
                        .commitLog(CommitLog.directory(Path.of(CHECKPOINT)))
                        .trigger(Trigger.processingTime(Duration.ZERO)),
                EnumSet.allOf(Recovery.class));
    }

    /** A file of text that appears, whole, when all before it was processed. */
    public CrashTest file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file that appears, whole, when all before it was processed. */
    public CrashTest file(String path, byte[] content) {
        files.add(new CrashScenario.InputFile(
                FilePath.of(path), ByteBuffer.wrap(content.clone()).asReadOnlyBuffer()));
        return this;
    }

    /** A directory of files that the query writes: a plain listing of it has to hold the rows that it does without faults. */
    public CrashTest output(String directory, String format) {
        outputs.put(directory, format);
        return this;
    }

    /** Records to be written to a topic; those of all topics are written in the order of their timestamps. */
    public <K, V> CrashTest input(
            String topic, Serializer<K> keySerializer, Serializer<V> valueSerializer, List<TestRecord<K, V>> records) {
        long timestampMs = 0;
        for (TestRecord<K, V> record : records) {
            Long own = record.timestamp();
            timestampMs = own == null ? timestampMs + 1 : own;
            input.add(new ProducerRecord<>(
                    topic,
                    null,
                    timestampMs,
                    keySerializer.serialize(topic, record.headers(), record.key()),
                    valueSerializer.serialize(topic, record.headers(), record.value()),
                    record.headers()));
        }
        input.sort(Comparator.comparingLong(ProducerRecord::timestamp));
        return this;
    }

    /** How many records are written before the query has committed those before; 3 unless set. */
    public CrashTest recordsPerEpoch(int records) {
        recordsPerEpoch = records;
        return this;
    }

    /** How much time passes after the last record, for what happens by the wall clock. */
    public CrashTest passTime(Duration time) {
        afterwards = time;
        return this;
    }

    /** How many partitions every source and sink topic has for which nothing else is said; 1 unless set. */
    public CrashTest partitionsPerTopic(int count) {
        partitionsPerTopic = count;
        return this;
    }

    /** How many partitions one topic has. */
    public CrashTest partitions(String topic, int count) {
        partitions.put(topic, count);
        return this;
    }

    /** Sets options of the query; unless set, tables forward every update. */
    public CrashTest options(Consumer<QueryOptionsBuilder> set) {
        set.accept(options);
        return this;
    }

    /** How an output topic is compared with that of the run without faults; {@link Comparison#EVERY_RECORD} unless set. */
    public CrashTest compare(String topic, Comparison comparison) {
        comparisons.put(topic, comparison);
        return this;
    }

    /**
     * Checks an output topic, of the run without faults too, instead of comparing it.
     *
     * @param check throws if the records, each partition in its order, are not what they should be
     */
    public <K, V> CrashTest expectOutput(
            String topic,
            Deserializer<K> keyDeserializer,
            Deserializer<V> valueDeserializer,
            Consumer<List<TestRecord<K, V>>> check) {
        comparisons.put(topic, Comparison.NOTHING);
        outputChecks.put(
                topic,
                records -> check.accept(records.stream()
                        .map(record -> new TestRecord<>(
                                keyDeserializer.deserialize(topic, bytes(record.key())),
                                valueDeserializer.deserialize(topic, bytes(record.value())),
                                null,
                                (Long) record.timestampMs()))
                        .toList()));
        return this;
    }

    @SuppressWarnings("NullAway") // A deserializer takes null.
    private static byte[] bytes(@Nullable Bytes wrapped) {
        return wrapped == null ? null : wrapped.get();
    }

    /**
     * Checks what a store holds over all partitions, in the run without faults too, instead of comparing it.
     *
     * @param check throws if the entries are not what they should be
     */
    @SuppressWarnings("unchecked") // The caller says what the store holds.
    public <K, V> CrashTest expectStore(String name, Consumer<Map<K, V>> check) {
        ignoredStores.add(name);
        storeChecks.put(name, entries -> check.accept((Map<K, V>) entries));
        return this;
    }

    /** Does not look at a store: its values have no {@code equals}, or are not kept in a changelog. */
    public CrashTest ignoreStore(String name) {
        ignoredStores.add(name);
        return this;
    }

    /** Only these things go wrong; all unless set. */
    public CrashTest mishaps(Mishap... only) {
        mishaps = EnumSet.copyOf(Arrays.asList(only));
        return this;
    }

    /** The query starts again with the same disk only; unless set, it also does with an empty one and another identity. */
    public CrashTest sameMachineOnly() {
        recoveries = EnumSet.of(Recovery.SAME_MACHINE);
        return this;
    }

    /** Repeats everything for each seed: 0 is an orderly cluster, with others background work happens at moments drawn from it. */
    public CrashTest seeds(long... all) {
        seeds = all.clone();
        return this;
    }

    /** Lets something go wrong again during the recovery from the first fault, in so many pairs drawn from the seed. */
    public CrashTest faultsInRecovery(int pairsPerSeed) {
        pairs = pairsPerSeed;
        return this;
    }

    /** Runs with at most so many single faults per seed, drawn from the seed; all unless set. */
    public CrashTest runsMax(int perSeed) {
        runsMax = perSeed;
        return this;
    }

    /**
     * Runs without faults and then with each of them, and prints how many there were; with the system property {@code
     * headrace.crash.replay} runs only what it names.
     *
     * @throws CrashFailure for the first run that went another way than it should
     */
    public CrashReport run() {
        return CrashReplay.requested().map(this::replay).orElseGet(this::explore);
    }

    private CrashReport explore() {
        CrashCampaign campaign = campaign();
        for (long seed : seeds) {
            campaign.singles(seed).forEach(plan -> campaign.run(seed, plan));
            campaign.pairs(seed).forEach(plan -> campaign.checked(seed, plan));
        }
        System.out.println("Crash test: " + campaign.report());
        return campaign.report();
    }

    /**
     * Runs as a failure named it, twice, to see that the trace is the same.
     *
     * @param plan for example {@code "SAME_MACHINE producer.commitTransaction#3:CRASH_AFTER"}
     * @throws CrashFailure if the run went another way than it should
     */
    public CrashReport replay(long seed, String plan) {
        return replay(new CrashReplay(seed, CrashPlan.parse(plan)));
    }

    private CrashReport replay(CrashReplay replay) {
        CrashCampaign campaign = campaign();
        campaign.replay(replay);
        System.out.println("Crash test: replayed " + replay + ": " + campaign.report());
        return campaign.report();
    }

    LongStream seeds() {
        return LongStream.of(seeds);
    }

    CrashCampaign campaign() {
        return new CrashCampaign(
                new CrashScenario(
                        () -> surroundings.get().with(files -> VisibleRows.of(files, outputs)),
                        options.build(),
                        new CrashScenario.Partitions(partitionsPerTopic, partitions),
                        input,
                        recordsPerEpoch,
                        files,
                        afterwards),
                new CrashVerdict(comparisons, outputChecks, storeChecks, ignoredStores),
                new CrashCampaign.Scope(mishaps, recoveries, runsMax, pairs));
    }
}
