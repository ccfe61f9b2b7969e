package dev.headrace.testkit.simulation.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A topic: its id, which a topic made again under the same name does not share, its settings and its logs. */
public final class Topic {

    private final String name;
    private final Uuid id;
    private final int replicationFactor;
    private final TopicConfig config;
    private final List<PartitionLog> logs = new ArrayList<>();

    Topic(String name, Uuid id, int partitions, int replicationFactor, Map<String, String> config) {
        this.name = name;
        this.id = id;
        this.replicationFactor = replicationFactor;
        this.config = new TopicConfig(config);
        growTo(partitions);
    }

    void growTo(int partitions) {
        for (int i = logs.size(); i < partitions; i++) {
            logs.add(new PartitionLog(new TopicPartition(name, i), config));
        }
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The id that Kafka gives a topic when it is created. */
    public Uuid id() {
        return id;
    }

    /** How many brokers hold each partition, the leader among them. */
    public int replicationFactor() {
        return replicationFactor;
    }

    /** The settings. */
    public TopicConfig config() {
        return config;
    }

    /** How many partitions the topic has. */
    public int partitionCount() {
        return logs.size();
    }

    /** The log of a partition between 0 and {@link #partitionCount()}. */
    public PartitionLog log(int partition) {
        return logs.get(partition);
    }
}
