package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.Topic;
import dev.headrace.testkit.simulation.broker.TopicConfig;
import dev.headrace.testkit.simulation.broker.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.AlterConfigsResult;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreatePartitionsResult;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.CreateTopicsResult.TopicMetadataAndConfig;
import org.apache.kafka.clients.admin.DeleteTopicsOptions;
import org.apache.kafka.clients.admin.DeleteTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.UnknownTopicIdException;

/** What an administrator does with topics and their settings. */
final class TopicAdmin {

    private static final int PARTITIONS_BY_DEFAULT = 1;

    private final AdminRequests requests;
    private final Topics topics;

    TopicAdmin(ClientGate gate, AdminRequests requests) {
        this.requests = requests;
        this.topics = gate.broker().topics();
    }

    public CreateTopicsResult createTopics(Collection<NewTopic> newTopics, CreateTopicsOptions options) {
        Map<String, NewTopic> byName = new LinkedHashMap<>();
        newTopics.forEach(topic -> byName.put(topic.name(), topic));
        Map<String, KafkaFuture<TopicMetadataAndConfig>> futures =
                requests.each(ClientSite.ADMIN_CREATE_TOPICS, byName, (name, topic) -> create(topic, options));
        return AdminRequests.result(CreateTopicsResult.class, futures);
    }

    private TopicMetadataAndConfig create(NewTopic wanted, CreateTopicsOptions options) {
        int partitions = wanted.numPartitions() > 0 ? wanted.numPartitions() : PARTITIONS_BY_DEFAULT;
        if (wanted.replicasAssignments() != null) {
            partitions = wanted.replicasAssignments().size();
        }
        Map<String, String> config = wanted.configs() == null ? Map.of() : wanted.configs();
        int replication = Math.max(1, wanted.replicationFactor());
        Topic topic = topics.create(wanted.name(), partitions, replication, config);
        if (options.shouldValidateOnly()) {
            topics.delete(wanted.name());
        }
        return new TopicMetadataAndConfig(topic.id(), topic.partitionCount(), replication, config(topic));
    }

    public DeleteTopicsResult deleteTopics(TopicCollection collection, DeleteTopicsOptions options) {
        if (collection instanceof TopicCollection.TopicIdCollection ids) {
            Map<Uuid, KafkaFuture<Void>> futures =
                    requests.each(ClientSite.ADMIN_DELETE_TOPICS, ids.topicIds(), id -> delete(existing(id)));
            return new DeletedById(futures);
        }
        Collection<String> names = ((TopicCollection.TopicNameCollection) collection).topicNames();
        return new DeletedByName(
                requests.each(ClientSite.ADMIN_DELETE_TOPICS, names, name -> delete(topics.existing(name))));
    }

    @SuppressWarnings("NullAway") // A future of Void has nothing but null to complete with.
    private Void delete(Topic topic) {
        topics.delete(topic.name());
        return null;
    }

    private Topic existing(Uuid id) {
        return topics.find(id)
                .orElseThrow(() -> new UnknownTopicIdException("This server does not host the topic with id " + id));
    }

    public ListTopicsResult listTopics(ListTopicsOptions options) {
        return AdminRequests.result(ListTopicsResult.class, requests.one(ClientSite.ADMIN_READ, () -> {
            Map<String, TopicListing> listings = new LinkedHashMap<>();
            topics.all()
                    .forEach(topic -> listings.put(topic.name(), new TopicListing(topic.name(), topic.id(), false)));
            return listings;
        }));
    }

    public DescribeTopicsResult describeTopics(TopicCollection collection, DescribeTopicsOptions options) {
        if (collection instanceof TopicCollection.TopicIdCollection ids) {
            return new DescribedById(
                    requests.each(ClientSite.ADMIN_READ, ids.topicIds(), id -> describe(existing(id))));
        }
        Collection<String> names = ((TopicCollection.TopicNameCollection) collection).topicNames();
        return new DescribedByName(
                requests.each(ClientSite.ADMIN_READ, names, name -> describe(topics.existing(name))));
    }

    private static TopicDescription describe(Topic topic) {
        List<TopicPartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitionCount(); i++) {
            partitions.add(new TopicPartitionInfo(
                    i, ClusterViews.NODE, ClusterViews.replicas(topic), ClusterViews.replicas(topic)));
        }
        return new TopicDescription(topic.name(), false, partitions, Set.of(), topic.id());
    }

    public CreatePartitionsResult createPartitions(
            Map<String, NewPartitions> newPartitions, CreatePartitionsOptions options) {
        return AdminRequests.result(
                CreatePartitionsResult.class,
                requests.each(
                        ClientSite.ADMIN_CREATE_PARTITIONS,
                        newPartitions,
                        (name, partitions) -> grow(name, partitions.totalCount())));
    }

    @SuppressWarnings("NullAway") // A future of Void has nothing but null to complete with.
    private Void grow(String name, int partitions) {
        topics.grow(name, partitions);
        return null;
    }

    public DescribeConfigsResult describeConfigs(Collection<ConfigResource> resources, DescribeConfigsOptions options) {
        return AdminRequests.result(
                DescribeConfigsResult.class, requests.each(ClientSite.ADMIN_READ, resources, this::describe));
    }

    private Config describe(ConfigResource resource) {
        return switch (resource.type()) {
            case TOPIC -> config(topics.existing(resource.name()));
            case BROKER -> ClusterAdmin.brokerConfig();
            default -> throw new InvalidRequestException("Cannot describe the configuration of " + resource);
        };
    }

    private static Config config(Topic topic) {
        TopicConfig config = topic.config();
        List<ConfigEntry> entries = new ArrayList<>();
        config.all()
                .forEach((name, value) -> entries.add(new ConfigEntry(
                        name,
                        value,
                        config.isExplicit(name)
                                ? ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG
                                : ConfigEntry.ConfigSource.DEFAULT_CONFIG,
                        false,
                        false,
                        List.of(),
                        ConfigEntry.ConfigType.STRING,
                        null)));
        return new Config(entries);
    }

    public AlterConfigsResult incrementalAlterConfigs(
            Map<ConfigResource, Collection<AlterConfigOp>> configs, AlterConfigsOptions options) {
        return AdminRequests.result(
                AlterConfigsResult.class, requests.each(ClientSite.ADMIN_ALTER_CONFIGS, configs, this::alter));
    }

    @SuppressWarnings("NullAway") // A future of Void has nothing but null to complete with.
    private Void alter(ConfigResource resource, Collection<AlterConfigOp> operations) {
        if (resource.type() != ConfigResource.Type.TOPIC) {
            throw new InvalidRequestException("Cannot alter the configuration of " + resource);
        }
        TopicConfig config = topics.existing(resource.name()).config();
        for (AlterConfigOp operation : operations) {
            String name = operation.configEntry().name();
            switch (operation.opType()) {
                case SET -> config.set(name, operation.configEntry().value());
                case DELETE -> config.reset(name);
                default -> throw new InvalidRequestException("Cannot " + operation.opType() + " " + name);
            }
        }
        return null;
    }

    private static final class DeletedByName extends DeleteTopicsResult {
        @SuppressWarnings("NullAway") // Kafka's class holds either ids or names, and null for the other.
        DeletedByName(Map<String, KafkaFuture<Void>> futures) {
            super(null, futures);
        }
    }

    private static final class DeletedById extends DeleteTopicsResult {
        @SuppressWarnings("NullAway") // Kafka's class holds either ids or names, and null for the other.
        DeletedById(Map<Uuid, KafkaFuture<Void>> futures) {
            super(futures, null);
        }
    }

    private static final class DescribedByName extends DescribeTopicsResult {
        @SuppressWarnings("NullAway") // Kafka's class holds either ids or names, and null for the other.
        DescribedByName(Map<String, KafkaFuture<TopicDescription>> futures) {
            super(null, futures);
        }
    }

    private static final class DescribedById extends DescribeTopicsResult {
        @SuppressWarnings("NullAway") // Kafka's class holds either ids or names, and null for the other.
        DescribedById(Map<Uuid, KafkaFuture<TopicDescription>> futures) {
            super(futures, null);
        }
    }
}
