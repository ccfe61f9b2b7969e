package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.errors.MissingSourceTopicException;
import dev.headrace.errors.StreamsException;
import dev.headrace.errors.TopologyException;
import dev.headrace.runtime.checkpoint.CheckpointTopic;
import dev.headrace.topology.InternalTopic;
import dev.headrace.topology.StoreDescription;
import dev.headrace.topology.SubTopology;
import dev.headrace.topology.TopicSinkNode;
import dev.headrace.topology.TopologyPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the topics that a plan reads and makes those that it needs for itself. Blocks; done once, before workers start. */
final class TopicSetup {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private static final int DESCRIBE_ATTEMPTS = 1_000;
    private static final int REPLICAS_OF_WHICH_TWO_SUFFICE = 3;
    private static final Map<String, String> CHECKPOINT_CONFIG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(1 << 20),
            TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(600_000),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1");
    private static final Map<String, String> CHANGELOG_CONFIG =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    private static final Map<String, String> REPARTITION_CONFIG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(50 << 20));

    private final Admin admin;
    private final String applicationId;
    private final TopologyPlan plan;
    private final short replicationFactor;
    private final Map<String, String> topicProperties;

    /**
     * A setup of the topics of {@code plan}, which names internal topics as the cluster does.
     *
     * @param topicProperties the user's settings for internal topics
     */
    TopicSetup(
            Admin admin,
            String applicationId,
            TopologyPlan plan,
            int replicationFactor,
            Map<String, String> topicProperties) {
        this.admin = admin;
        this.applicationId = applicationId;
        this.plan = plan;
        this.replicationFactor = (short) replicationFactor;
        this.topicProperties = topicProperties;
    }

    /**
     * The topics, all of which exist.
     *
     * @param queryId the identity of the checkpoint topic, which lives as long as the query's state
     * @param partitionCounts of the source topics
     * @param checkpointPartitions of the checkpoint topic
     * @param internal the internal topics as they should be
     */
    record Topics(
            UUID queryId,
            Map<String, Integer> partitionCounts,
            int checkpointPartitions,
            Map<String, NewTopic> internal) {}

    /**
     * Makes what is missing.
     *
     * @throws MissingSourceTopicException if a topic that is read does not exist
     * @throws TopologyException if topics that are read together differ in their partitions
     * @throws StreamsException if internal topics exist that this library did not create
     */
    Topics ensure() {
        Map<String, Integer> partitions = sourcePartitions();
        checkCopartitioning(partitions);
        Map<String, NewTopic> internal = internalTopics(partitions);
        String checkpointName = CheckpointTopic.nameFor(applicationId);
        Set<String> existing = existing(internal.values());
        if (!existing.contains(checkpointName) && !existing.isEmpty()) {
            throw new StreamsException("Cannot start " + applicationId + ": the topics " + new TreeSet<>(existing)
                    + " exist, but " + checkpointName + " does not, so another library (a Kafka Streams application of"
                    + " this id?) made them. Choose another application id; or stop the other application and delete"
                    + " these topics to begin anew");
        }
        checkPartitions(internal, existing);
        create(internal.values().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList());
        TopicDescription checkpoint = described(checkpointName);
        return new Topics(
                uuid(checkpoint.topicId()), partitions, checkpoint.partitions().size(), internal);
    }

    /** A topic that exists; a broker may hear of that a little after the controller said so. */
    private TopicDescription described(String topic) {
        for (int attempt = 0; attempt < DESCRIBE_ATTEMPTS; attempt++) {
            TopicDescription description = describe(Set.of(topic)).get(topic);
            if (description != null) {
                return description;
            }
        }
        throw new KafkaException("Cannot find topic " + topic + ", which exists: no broker has heard of it yet");
    }

    private Map<String, Integer> sourcePartitions() {
        Set<String> external = new HashSet<>();
        plan.subTopologies().forEach(sub -> external.addAll(sub.sourceTopics()));
        external.removeAll(plan.repartitionTopics().keySet());
        Map<String, TopicDescription> found = describe(external);
        Set<String> missing = new TreeSet<>(external);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            throw new MissingSourceTopicException("Cannot start " + applicationId + ": the source topics " + missing
                    + " do not exist. Create them, then start again");
        }
        Map<String, Integer> partitions = new HashMap<>();
        found.forEach((topic, description) ->
                partitions.put(topic, description.partitions().size()));
        for (InternalTopic topic : plan.repartitionTopics().values()) {
            if (topic.partitions() != null) {
                partitions.put(topic.name(), topic.partitions());
            }
        }
        while (derive(partitions)) {}
        return partitions;
    }

    /** Gives repartition topics as many partitions as what they are fed from has; returns whether one was decided. */
    private boolean derive(Map<String, Integer> partitions) {
        boolean decided = false;
        for (String topic : plan.repartitionTopics().keySet()) {
            if (!partitions.containsKey(topic)) {
                Optional<Integer> derived = partitionsFeeding(topic, partitions);
                derived.ifPresent(count -> partitions.put(topic, count));
                decided |= derived.isPresent();
            }
        }
        return decided;
    }

    private Optional<Integer> partitionsFeeding(String topic, Map<String, Integer> partitions) {
        for (Set<String> group : plan.copartitionGroups()) {
            if (group.contains(topic)) {
                Optional<Integer> sibling = group.stream()
                        .map(partitions::get)
                        .filter(count -> count != null)
                        .max(Integer::compare);
                if (sibling.isPresent()) {
                    return sibling;
                }
            }
        }
        return plan.subTopologies().stream()
                .filter(sub -> sub.nodes().stream()
                        .anyMatch(node -> node instanceof TopicSinkNode sink && topic.equals(sink.topic())))
                .flatMap(sub -> sub.sourceTopics().stream())
                .map(partitions::get)
                .filter(count -> count != null)
                .max(Integer::compare);
    }

    private void checkCopartitioning(Map<String, Integer> partitions) {
        for (Set<String> group : plan.copartitionGroups()) {
            Set<Integer> counts = new HashSet<>();
            group.forEach(topic -> counts.add(partitions.get(topic)));
            if (counts.size() > 1) {
                Map<String, Integer> named = new LinkedHashMap<>();
                new TreeSet<>(group).forEach(topic -> named.put(topic, partitions.get(topic)));
                throw new TopologyException("Cannot join topics with different numbers of partitions: " + named
                        + ". Give them the same number, or repartition one of them");
            }
        }
    }

    private Map<String, NewTopic> internalTopics(Map<String, Integer> partitions) {
        Map<String, NewTopic> topics = new LinkedHashMap<>();
        int tasksMax = 1;
        for (SubTopology sub : plan.subTopologies()) {
            int tasks =
                    sub.sourceTopics().stream().mapToInt(partitions::get).max().orElse(1);
            tasksMax = Math.max(tasksMax, tasks);
            for (StoreDescription store : sub.stores()) {
                if (store.builder().loggingEnabled()) {
                    add(
                            topics,
                            applicationId + "-" + store.name() + "-changelog",
                            tasks,
                            CHANGELOG_CONFIG,
                            store.builder().logConfig());
                }
            }
        }
        for (String topic : plan.repartitionTopics().keySet()) {
            add(topics, topic, Lookup.in(partitions, topic), REPARTITION_CONFIG, Map.of());
        }
        add(topics, CheckpointTopic.nameFor(applicationId), tasksMax, CHECKPOINT_CONFIG, Map.of());
        return topics;
    }

    private void add(
            Map<String, NewTopic> topics,
            String name,
            int partitions,
            Map<String, String> config,
            Map<String, String> ownConfig) {
        Map<String, String> merged = new HashMap<>(config);
        if (replicationFactor >= REPLICAS_OF_WHICH_TWO_SUFFICE) {
            merged.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        merged.putAll(topicProperties);
        merged.putAll(ownConfig);
        topics.put(name, new NewTopic(name, partitions, replicationFactor).configs(merged));
    }

    /** Asks the controller, who knows at once; brokers hear of a new topic a little later. */
    private Set<String> existing(Collection<NewTopic> topics) {
        Set<String> existing = new HashSet<>();
        admin.createTopics(topics, new CreateTopicsOptions().validateOnly(true))
                .values()
                .forEach((name, creation) -> {
                    try {
                        await(creation);
                    } catch (TopicExistsException e) {
                        existing.add(name);
                    } catch (InvalidReplicationFactorException e) {
                        throw new StreamsException(
                                "Cannot create topic " + name + " with replication.factor=" + replicationFactor + ": "
                                        + e.getMessage() + " Set replication.factor to no more than there are brokers",
                                e);
                    }
                });
        return existing;
    }

    private void checkPartitions(Map<String, NewTopic> wanted, Set<String> existing) {
        for (String name : existing) {
            int expected = Lookup.in(wanted, name).numPartitions();
            int actual = described(name).partitions().size();
            if (actual != expected && !name.equals(CheckpointTopic.nameFor(applicationId))) {
                throw new StreamsException("Cannot start " + applicationId + ": internal topic " + name + " has "
                        + actual + " partitions, the topology needs " + expected
                        + ". The number of partitions of an input was changed: begin anew under another"
                        + " application id");
            }
        }
    }

    private void create(Collection<NewTopic> topics) {
        List<NewTopic> ordered = new ArrayList<>(topics);
        ordered.sort((a, b) -> Boolean.compare(isCheckpoint(b), isCheckpoint(a)));
        for (NewTopic topic : ordered) {
            try {
                await(admin.createTopics(List.of(topic)).all());
            } catch (TopicExistsException e) {
                LOG.debug("Another instance created {} meanwhile", topic.name());
            }
        }
    }

    private boolean isCheckpoint(NewTopic topic) {
        return topic.name().equals(CheckpointTopic.nameFor(applicationId));
    }

    private Map<String, TopicDescription> describe(Set<String> topics) {
        Map<String, TopicDescription> found = new HashMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((name, description) -> {
            try {
                found.put(name, await(description));
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("There is no topic {} yet", name);
            }
        });
        return found;
    }

    static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    private static UUID uuid(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
