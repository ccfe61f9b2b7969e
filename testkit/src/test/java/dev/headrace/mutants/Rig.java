package dev.headrace.mutants;

import dev.headrace.common.Lookup;
import dev.headrace.port.Ids;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.Guarantee;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.Trigger;
import dev.headrace.testkit.simulation.ClientSite;
import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.Faults;
import dev.headrace.testkit.simulation.Pacing;
import dev.headrace.testkit.simulation.SimulatedKafka;
import dev.headrace.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A simulated cluster, machines that run the query over it, the input that was written, and what has to come of it. */
final class Rig {

    static final String APPLICATION = "app";

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration AUDIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration HEALING_MAX = Duration.ofSeconds(30);
    private static final Duration SESSION = Duration.ofSeconds(2);
    private static final int STEPS_PER_TICK_MAX = 200;
    private static final int KEYS_PER_PARTITION = 3;

    private final SimulatedKafka kafka;
    private final Sabotage sabotage;
    private final Shape shape;
    private final Shelf shelf = new Shelf();
    private final NumberedSource numbers = new NumberedSource();
    private final Ids ids;
    private final Producer<byte[], byte[]> producer;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Map<String, String> keysByOrigin = new LinkedHashMap<>();
    private final long[] nextOffsets = new long[Ledger.PARTITIONS];
    private int produced;

    /** How the query and its cluster are made. */
    record Shape(Pacing pacing, long seed, int workers, Guarantee guarantee, boolean ticking, boolean overTopic) {

        static final Shape PLAIN = new Shape(Pacing.PROMPT, 1, 1, Guarantee.EXACTLY_ONCE, false, true);

        Shape seeded(long newSeed) {
            return new Shape(Pacing.SEEDED, newSeed, workers, guarantee, ticking, overTopic);
        }

        Shape withSeed(long newSeed) {
            return new Shape(pacing, newSeed, workers, guarantee, ticking, overTopic);
        }

        Shape withWorkers(int newWorkers) {
            return new Shape(pacing, seed, newWorkers, guarantee, ticking, overTopic);
        }

        Shape atLeastOnce() {
            return new Shape(pacing, seed, workers, Guarantee.AT_LEAST_ONCE, ticking, overTopic);
        }

        Shape withTicks() {
            return new Shape(pacing, seed, workers, guarantee, true, overTopic);
        }

        Shape withSource() {
            return new Shape(pacing, seed, workers, guarantee, ticking, false);
        }
    }

    Rig(Sabotage sabotage, Shape shape) {
        this.sabotage = sabotage;
        this.shape = shape;
        this.kafka = SimulatedKafka.builder()
                .seed(shape.seed)
                .pacing(shape.pacing)
                .startMs(1_000_000)
                .build();
        long[] given = {0};
        this.ids = () -> new UUID(shape.seed, ++given[0]);
        kafka.createTopic(Ledger.IN, Ledger.PARTITIONS);
        Ledger.OUTPUTS.forEach(topic -> kafka.createTopic(topic, Ledger.PARTITIONS));
        this.producer = kafka.producer(Map.of());
    }

    SimulatedKafka kafka() {
        return kafka;
    }

    Sabotage sabotage() {
        return sabotage;
    }

    Ids ids() {
        return ids;
    }

    Shelf shelf() {
        return shelf;
    }

    /** Starts the query on the machine of this name, which keeps its disk from start to start. */
    Machine start(String name) {
        Machine machine =
                machines.computeIfAbsent(name, fresh -> new Machine(this, fresh, shape.seed + machines.size()));
        Topology topology =
                shape.overTopic ? Ledger.overTopic(shelf, shape.ticking) : Ledger.overSource(numbers, shelf);
        machine.start(topology.plan(), options());
        return machine;
    }

    private QueryOptions options() {
        return QueryOptions.builder()
                .commitLog(CommitLog.kafka(APPLICATION, "simulated:9092"))
                .guarantee(shape.guarantee)
                .trigger(Trigger.continuous(Duration.ofMillis(100)))
                .workers(shape.workers)
                .sessionTimeout(SESSION)
                .property("consumer.heartbeat.interval.ms", 500)
                .stateDir(Path.of("simulated"))
                .build();
    }

    Machine machine(String name) {
        return Lookup.in(machines, name);
    }

    /** Writes records, to the partitions in turn. */
    void produce(int count) {
        if (!shape.overTopic) {
            for (int i = 0; i < count; i++) {
                long number = numbers.available();
                keysByOrigin.put(Origin.of(0, number), NumberedSource.key(number));
                numbers.add(1);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int partition = produced % Ledger.PARTITIONS;
            String key = "k" + partition + "-" + produced / Ledger.PARTITIONS % KEYS_PER_PARTITION;
            var unused = producer.send(new ProducerRecord<>(Ledger.IN, partition, bytes(key), bytes("v" + produced)));
            keysByOrigin.put(Origin.of(partition, nextOffsets[partition]++), key);
            produced++;
        }
        producer.flush();
        kafka.settle();
    }

    /** Where the changes of the stores are logged. */
    List<TopicPartition> changelogs() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String store : Ledger.STORES) {
            for (int number = 0; number < Ledger.PARTITIONS; number++) {
                partitions.add(new TopicPartition(APPLICATION + "-" + store + "-changelog", number));
            }
        }
        return partitions;
    }

    /** The keys of the input by the origins of its records. */
    Map<String, String> input() {
        return keysByOrigin;
    }

    /** Lets every machine that runs do what it can, without moving the clock. */
    void stepAll() {
        boolean moved = true;
        for (int steps = 0; moved && steps < STEPS_PER_TICK_MAX; steps++) {
            moved = false;
            for (Machine machine : List.copyOf(machines.values())) {
                moved |= machine.isRunning() && machine.step();
            }
        }
    }

    /** Lets every machine that runs work for a while. */
    void run(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            stepAll();
            kafka.advance(TICK);
        }
    }

    /** Lets everything be processed; returns what is wrong when time heals no more of it. */
    List<String> settled() {
        List<String> complaints;
        Duration passed = Duration.ZERO;
        do {
            run(AUDIT_INTERVAL);
            passed = passed.plus(AUDIT_INTERVAL);
            complaints = shape.guarantee == Guarantee.EXACTLY_ONCE ? Audit.exactlyOnce(this) : Audit.atLeastOnce(this);
        } while (!complaints.isEmpty() && passed.compareTo(HEALING_MAX) < 0);
        return complaints;
    }

    /** The committed records of a topic. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader = kafka.consumer(Map.of("isolation.level", "read_committed"))) {
            for (int number = 0; number < Ledger.PARTITIONS; number++) {
                TopicPartition partition = new TopicPartition(topic, number);
                reader.assign(Set.of(partition));
                reader.seekToBeginning(Set.of(partition));
                long end = reader.endOffsets(Set.of(partition)).get(partition);
                while (reader.position(partition) < end) {
                    reader.poll(Duration.ZERO).forEach(records::add);
                }
            }
        }
        return records;
    }

    /** The next {@code times} calls at {@code site} by the query have this outcome. */
    static Faults next(int times, ClientSite site, FaultOutcome outcome) {
        int[] left = {times};
        return call ->
                call.site() == site && !call.process().equals("main") && left[0]-- > 0 ? outcome : FaultOutcome.NONE;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
