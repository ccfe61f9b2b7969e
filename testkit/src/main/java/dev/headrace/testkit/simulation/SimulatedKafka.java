package dev.headrace.testkit.simulation;

import dev.headrace.kafka.KafkaClients;
import dev.headrace.testkit.simulation.broker.LogEntry;
import dev.headrace.testkit.simulation.broker.PartitionLog;
import dev.headrace.testkit.simulation.broker.SimulatedTime;
import dev.headrace.testkit.simulation.broker.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster in memory, on the caller's thread, with a clock that stands still until {@link #advance} moves it. It
 * hands out clients that behave like the real ones, and with the same seed and the same faults does the same again.
 *
 * <pre>{@code
 * SimulatedKafka kafka = SimulatedKafka.withSeed(42);
 * kafka.createTopic("orders", 2);
 * Producer<byte[], byte[]> producer = kafka.producer(Map.of("transactional.id", "app"));
 * }</pre>
 *
 * <p>Not simulated: replication and the failure of brokers (what is written stays), leader epochs, the consumer group
 * protocol of KIP-848, share groups, quotas, security, batches and compression as such, and expiry that nobody asked for
 * ({@link #expireTransactionalId}, {@link #truncateBefore} and {@link #compact} do by hand what a broker does in days).
 */
public final class SimulatedKafka implements KafkaClients {

    private static final String DEFAULT_PROCESS = "main";

    private final Simulation simulation;
    private final Map<String, SimulatedProcess> processes = new LinkedHashMap<>();

    private SimulatedKafka(Builder builder) {
        this.simulation = new Simulation(
                new SimulatedTime(builder.startMs), builder.seed, builder.pacing, builder.faults, builder.idleHook);
        this.simulation.broker().topics().createOnDemand(builder.partitionsOnDemand);
        this.simulation.broker().topics().replicateOver(builder.brokers);
        this.simulation.announce(builder.transactionVersion);
    }

    /** An orderly cluster for tests of what a topology computes: see {@link Pacing#PROMPT}. */
    public static SimulatedKafka prompt() {
        return builder().build();
    }

    /** A cluster whose background work happens at moments drawn from {@code seed}: see {@link Pacing#SEEDED}. */
    public static SimulatedKafka withSeed(long seed) {
        return builder().seed(seed).pacing(Pacing.SEEDED).build();
    }

    /** A cluster to configure. */
    public static Builder builder() {
        return new Builder();
    }

    /** The process of this name; a new one if there was none, or if it is dead. */
    public SimulatedProcess process(String name) {
        SimulatedProcess process = processes.get(name);
        if (process == null || process.isDead()) {
            process = new SimulatedProcess(simulation, name);
            processes.put(name, process);
            simulation.add(process);
        }
        return process;
    }

    /** A producer in the process {@code main}. */
    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> config) {
        return process(DEFAULT_PROCESS).producer(config);
    }

    /** A consumer in the process {@code main}. */
    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return process(DEFAULT_PROCESS).consumer(config);
    }

    /** An administrator in the process {@code main}. */
    @Override
    public Admin admin(Map<String, Object> config) {
        return process(DEFAULT_PROCESS).admin(config);
    }

    /** Milliseconds since 1970 by the clock of the simulation. */
    public long nowMs() {
        return simulation.nowMs();
    }

    /**
     * Moves the clock. All that is under way arrives first; then sessions, rebalances and transactions end when they are due,
     * in the order of their moments.
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Cannot move the clock by " + duration + ": time does not go back");
        }
        simulation.advance(duration);
    }

    /** Lets all arrive that is under way, without moving the clock. */
    public void settle() {
        simulation.deliverEverything();
    }

    /** From now on calls go wrong as {@code faults} says. */
    public void inject(Faults faults) {
        simulation.use(faults);
    }

    /**
     * The broker answers the next request at a site with an error instead of obeying it. Repeated calls queue up.
     *
     * @param site one at which a producer makes requests of a transaction
     */
    public void refuseNext(ClientSite site, ApiException error) {
        simulation.accidents().refuseNext(site, error);
    }

    /**
     * The next request at a site times out for the client that made it and stays under way until {@link #deliverDelayed},
     * whatever becomes of that client meanwhile.
     *
     * @param site {@link ClientSite#PRODUCER_INIT_TRANSACTIONS}, {@link ClientSite#PRODUCER_BATCH} or
     *     {@link ClientSite#PRODUCER_COMMIT}
     */
    public void delayNext(ClientSite site) {
        simulation.accidents().delayNext(site);
    }

    /** The requests that were delayed arrive, in their order; nobody hears the answers. Returns how many there were. */
    public int deliverDelayed() {
        return simulation.accidents().deliverDelayed();
    }

    /** What the clients did so far. */
    public Trace trace() {
        return simulation.trace();
    }

    /** Creates a topic with Kafka's default settings. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /** Creates a topic with some settings, by Kafka's names. */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        simulation.broker().topics().create(name, partitions, config);
    }

    /** Creates a topic with some settings that so many brokers hold. */
    public void createTopic(String name, int partitions, int replicationFactor, Map<String, String> config) {
        simulation.broker().topics().create(name, partitions, replicationFactor, config);
    }

    /** Runs the log cleaner once over all partitions of a topic; offsets do not change. */
    public void compact(String topic) {
        Topic existing = simulation.broker().topics().existing(topic);
        for (int i = 0; i < existing.partitionCount(); i++) {
            existing.log(i).compact(simulation.nowMs());
        }
    }

    /** Drops everything before an offset, as retention does, whatever the topic's policy. */
    public void truncateBefore(TopicPartition partition, long offset) {
        simulation.broker().topics().existing(partition).truncateBefore(offset);
    }

    /** Forgets an idle transactional id, as a broker does after {@code transactional.id.expiration.ms}. */
    public void expireTransactionalId(String transactionalId) {
        simulation.broker().transactions().expire(transactionalId);
    }

    /** The lowest offset of a partition that can be read. */
    public long startOffset(TopicPartition partition) {
        return log(partition).startOffset();
    }

    /** Where readers of committed records stop. */
    public long lastStableOffset(TopicPartition partition) {
        return log(partition).lastStableOffset();
    }

    /** One past the last offset of a partition. */
    public long highWatermark(TopicPartition partition) {
        return log(partition).highWatermark();
    }

    /** What a group has committed for a partition, -1 if nothing; what is pending in a transaction does not count. */
    public long committedOffset(String group, TopicPartition partition) {
        OffsetAndMetadata committed = simulation.broker().offsets(group).committed(partition);
        return committed == null ? -1 : committed.offset();
    }

    /** The partitions of a topic; none if there is no such topic. */
    public List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        simulation.broker().topics().find(topic).ifPresent(found -> {
            for (int i = 0; i < found.partitionCount(); i++) {
                partitions.add(new TopicPartition(topic, i));
            }
        });
        return partitions;
    }

    /** Whether a partition has records at or after an offset that are committed, or may still be. */
    public boolean hasRecordsFrom(TopicPartition partition, long offset) {
        PartitionLog log = log(partition);
        for (int i = log.entryCount() - 1; i >= 0 && log.entryAt(i).offset() >= offset; i--) {
            if (!log.entryAt(i).isMarker() && !log.entryAt(i).isAborted()) {
                return true;
            }
        }
        return false;
    }

    /** All that a partition holds, markers and aborted records included, without asking a client. */
    public List<LogEntry> entries(TopicPartition partition) {
        PartitionLog log = log(partition);
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < log.entryCount(); i++) {
            entries.add(log.entryAt(i));
        }
        return entries;
    }

    private PartitionLog log(TopicPartition partition) {
        return simulation.broker().topics().existing(partition);
    }

    /** How a simulated cluster begins. */
    public static final class Builder {

        private long seed;
        private long startMs;
        private Pacing pacing = Pacing.PROMPT;
        private Faults faults = Faults.NONE;
        private @Nullable IdleHook idleHook;
        private int partitionsOnDemand;
        private int brokers = 1;
        private short transactionVersion = 2;

        private Builder() {}

        /** The number from which everything accidental is drawn; 0 unless set. */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /** The time at the beginning, in milliseconds since 1970; 0 unless set. */
        public Builder startMs(long newStartMs) {
            startMs = newStartMs;
            return this;
        }

        /** When background work happens; {@link Pacing#PROMPT} unless set. */
        public Builder pacing(Pacing newPacing) {
            pacing = newPacing;
            return this;
        }

        /** What goes wrong; nothing unless set. */
        public Builder faults(Faults newFaults) {
            faults = newFaults;
            return this;
        }

        /** What happens where a real client would block; unless set, it returns at once or times out. */
        public Builder idleHook(IdleHook newIdleHook) {
            idleHook = newIdleHook;
            return this;
        }

        /** A topic that a producer writes to and that does not exist is created with this many partitions. */
        public Builder autoCreateTopics(int partitions) {
            partitionsOnDemand = partitions;
            return this;
        }

        /** How many brokers there are to hold replicas; 1 unless set. One of them does all the work. */
        public Builder brokers(int count) {
            brokers = count;
            return this;
        }

        /**
         * The {@code transaction.version} that the cluster says it has; 2 unless set. Transactions are those of version 2
         * all the same.
         */
        public Builder announceTransactionVersion(int version) {
            transactionVersion = (short) version;
            return this;
        }

        /** The cluster. */
        public SimulatedKafka build() {
            return new SimulatedKafka(this);
        }
    }
}
