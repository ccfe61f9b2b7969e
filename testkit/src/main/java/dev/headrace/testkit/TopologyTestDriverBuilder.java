package dev.headrace.testkit;

import dev.headrace.streaming.Emission;
import dev.headrace.streaming.QueryOptions;
import dev.headrace.streaming.StreamsConfig;
import dev.headrace.streaming.Trigger;
import dev.headrace.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A driver to configure: what Kafka Streams' cannot do (several partitions and workers, triggers, commits by hand) is chosen
 * here. Made by {@link TopologyTestDriver#builder}.
 */
public final class TopologyTestDriverBuilder {

    private static final String DEFAULT_BOOTSTRAP_SERVERS = "simulated:9092";
    private static final Duration COMMITTED_BY_ITSELF_AFTER = Duration.ofMinutes(5);

    private final Topology topology;
    private final Map<String, Object> properties = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private int partitionsPerTopic = 1;
    private int workers = 1;
    private @Nullable Trigger trigger;
    private @Nullable Emission emission;
    private @Nullable Instant initialWallClockTime;

    TopologyTestDriverBuilder(Topology topology) {
        this.topology = topology;
    }

    /**
     * Options by the names of their properties. {@code application.id} and {@code bootstrap.servers} may be left out; {@code
     * commit.interval.ms} has no effect, since the driver commits after each record unless a trigger is given.
     */
    public TopologyTestDriverBuilder properties(Map<?, ?> given) {
        properties.putAll(QueryOptions.from(withDefaults(given)).config().originals());
        return this;
    }

    /** The time of day at the beginning; the time of the system unless set. */
    public TopologyTestDriverBuilder initialWallClockTime(Instant time) {
        initialWallClockTime = time;
        return this;
    }

    /** How many partitions every source and sink topic has for which nothing else is said; 1 unless set. */
    public TopologyTestDriverBuilder partitionsPerTopic(int count) {
        partitionsPerTopic = count;
        return this;
    }

    /** How many partitions one topic has. */
    public TopologyTestDriverBuilder partitions(String topic, int count) {
        partitions.put(topic, count);
        return this;
    }

    /** How many workers share the tasks; 1 unless set. */
    public TopologyTestDriverBuilder workers(int count) {
        workers = count;
        return this;
    }

    /** When epochs open and close, by the wall clock that the test moves; unless set, after each record. */
    public TopologyTestDriverBuilder trigger(Trigger newTrigger) {
        trigger = newTrigger;
        return this;
    }

    /**
     * Nothing is committed but by {@link TopologyTestDriver#commit()}, unless the wall clock moves by more than five minutes:
     * a broker does not let a transaction stay open for long.
     */
    public TopologyTestDriverBuilder commitByHand() {
        return trigger(Trigger.continuous(COMMITTED_BY_ITSELF_AFTER));
    }

    /** When tables forward their updates; {@link Emission#PER_UPDATE} unless set. */
    public TopologyTestDriverBuilder emission(Emission newEmission) {
        emission = newEmission;
        return this;
    }

    /** The driver, with all tasks at work. */
    public TopologyTestDriver build() {
        return new TopologyTestDriver(this);
    }

    Topology topology() {
        return topology;
    }

    long initialWallClockMs() {
        return initialWallClockTime == null ? System.currentTimeMillis() : initialWallClockTime.toEpochMilli();
    }

    int partitionsOf(String topic) {
        return partitions.getOrDefault(topic, partitionsPerTopic);
    }

    int partitionsPerTopic() {
        return partitionsPerTopic;
    }

    QueryOptions options() {
        Map<String, Object> all = withDefaults(properties);
        if (trigger != null) {
            all.put(StreamsConfig.TRIGGER_CONFIG, trigger.toString());
        }
        all.putIfAbsent(
                StreamsConfig.TRIGGER_CONFIG, Trigger.continuous(Duration.ZERO).toString());
        if (emission != null) {
            all.put(StreamsConfig.EMISSION_CONFIG, emission.toString());
        }
        all.putIfAbsent(StreamsConfig.EMISSION_CONFIG, Emission.PER_UPDATE.toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, workers);
        return QueryOptions.from(all);
    }

    private static Map<String, Object> withDefaults(Map<?, ?> given) {
        Map<String, Object> all = new HashMap<>();
        if (given instanceof Properties withDefaults) {
            withDefaults.stringPropertyNames().forEach(name -> all.put(name, withDefaults.getProperty(name)));
        }
        given.forEach((name, value) -> all.put(String.valueOf(name), value));
        all.putIfAbsent(StreamsConfig.APPLICATION_ID_CONFIG, "topology-test-driver");
        all.putIfAbsent(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_BOOTSTRAP_SERVERS);
        all.remove(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
        return all;
    }
}
