package dev.headrace.testkit.simulation.broker;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topics of the cluster, in the order in which they were created. */
public final class Topics {

    private final Map<String, Topic> byName = new LinkedHashMap<>();
    private int partitionsOnDemand;
    private int brokers = 1;
    private long created;
    private long version;

    /** How many brokers there are to hold replicas. */
    public int brokers() {
        return brokers;
    }

    /** From now on topics can be replicated so many times. */
    public void replicateOver(int newBrokers) {
        brokers = newBrokers;
    }

    /** Creates a topic without replicas, as {@link #create(String, int, int, Map)} does. */
    public Topic create(String name, int partitions, Map<String, String> config) {
        return create(name, partitions, 1, config);
    }

    /**
     * Creates a topic.
     *
     * @throws TopicExistsException if the name is taken
     * @throws InvalidPartitionsException if {@code partitions} is not positive
     * @throws InvalidReplicationFactorException if there are not so many brokers
     */
    public Topic create(String name, int partitions, int replicationFactor, Map<String, String> config) {
        if (byName.containsKey(name)) {
            throw new TopicExistsException("Topic '" + name + "' already exists.");
        }
        if (partitions <= 0) {
            throw new InvalidPartitionsException("Number of partitions must be larger than 0, but was " + partitions);
        }
        if (replicationFactor > brokers) {
            throw new InvalidReplicationFactorException("Unable to replicate the partition " + replicationFactor
                    + " time(s): The target replication factor of " + replicationFactor
                    + " cannot be reached because only " + brokers + " broker(s) are registered.");
        }
        Topic topic =
                new Topic(name, new Uuid(0x5eed_0000_0000_0000L, ++created), partitions, replicationFactor, config);
        byName.put(name, topic);
        version++;
        return topic;
    }

    /**
     * Deletes a topic with all its records.
     *
     * @throws UnknownTopicOrPartitionException if there is none of this name
     */
    public void delete(String name) {
        existing(name);
        byName.remove(name);
        version++;
    }

    /**
     * Adds partitions to a topic.
     *
     * @throws InvalidPartitionsException if the topic has that many partitions already
     */
    public void grow(String name, int partitions) {
        Topic topic = existing(name);
        if (partitions <= topic.partitionCount()) {
            throw new InvalidPartitionsException("Topic " + name + " currently has " + topic.partitionCount()
                    + " partitions, which is not fewer than the requested " + partitions + ".");
        }
        topic.growTo(partitions);
        version++;
    }

    /** The topic of this name, if there is one. */
    public Optional<Topic> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * From now on a topic is created when a producer asks for it, as {@code auto.create.topics.enable} does.
     *
     * @param partitions how many such a topic gets
     */
    public void createOnDemand(int partitions) {
        partitionsOnDemand = partitions;
    }

    /** The topic of this name for a producer, if there is one or topics are created on demand. */
    public Optional<Topic> findForWriting(String name) {
        if (partitionsOnDemand > 0 && !byName.containsKey(name)) {
            create(name, partitionsOnDemand, Map.of());
        }
        return find(name);
    }

    /** The topic with this id, if there is one. */
    public Optional<Topic> find(Uuid id) {
        return byName.values().stream().filter(topic -> topic.id().equals(id)).findFirst();
    }

    /**
     * The topic of this name.
     *
     * @throws UnknownTopicOrPartitionException if there is none
     */
    public Topic existing(String name) {
        Topic topic = byName.get(name);
        if (topic == null) {
            throw new UnknownTopicOrPartitionException("This server does not host this topic-partition: " + name);
        }
        return topic;
    }

    /** The log of a partition, or null if there is none. */
    public @Nullable PartitionLog log(TopicPartition partition) {
        Topic topic = byName.get(partition.topic());
        if (topic == null || partition.partition() < 0 || partition.partition() >= topic.partitionCount()) {
            return null;
        }
        return topic.log(partition.partition());
    }

    /**
     * The log of a partition.
     *
     * @throws UnknownTopicOrPartitionException if there is none
     */
    public PartitionLog existing(TopicPartition partition) {
        PartitionLog log = log(partition);
        if (log == null) {
            throw new UnknownTopicOrPartitionException("This server does not host this topic-partition: " + partition);
        }
        return log;
    }

    /** All topics, oldest first. */
    public Collection<Topic> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** A number that grows with every topic or partition that comes or goes. */
    public long version() {
        return version;
    }
}
