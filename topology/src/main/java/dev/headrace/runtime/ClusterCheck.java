package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.errors.StreamsException;
import dev.headrace.streaming.Guarantee;
import dev.headrace.streaming.QueryOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what brokers, topics and options can do to the guarantee, before a query starts. What would stop the query or lose
 * data is refused, what weakens the guarantee is told. Blocks.
 */
final class ClusterCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterCheck.class);
    private static final String TRANSACTION_VERSION = "transaction.version";
    private static final short SAFE_TRANSACTION_VERSION = 2;
    private static final String DELETE = TopicConfig.CLEANUP_POLICY_DELETE;
    private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;
    private static final int DESCRIBE_ATTEMPTS = 1_000;
    private static final int MAX_POLL_INTERVAL_DEFAULT_MS = 300_000;

    private final Admin admin;
    private final String applicationId;
    private final QueryOptions options;
    private final List<String> warnings = new ArrayList<>();

    ClusterCheck(Admin admin, String applicationId, QueryOptions options) {
        this.admin = admin;
        this.applicationId = applicationId;
        this.options = options;
    }

    /**
     * What weakens the guarantee, a sentence each with what to do.
     *
     * @param internal the internal topics as they should be; all of them exist
     * @param written further topics that the query writes to
     * @throws StreamsException if a topic takes no writes, or forgets what the query still needs
     */
    List<String> warnings(Map<String, NewTopic> internal, Set<String> written) {
        if (options.guarantee() == Guarantee.EXACTLY_ONCE) {
            checkTimeouts();
        }
        try {
            if (options.guarantee() == Guarantee.EXACTLY_ONCE) {
                checkTransactions();
            }
            checkTopics(internal, written);
        } catch (StreamsException refused) {
            throw refused;
        } catch (KafkaException e) {
            warnings.add("Could not look whether topics and brokers keep what is committed: " + e.getMessage()
                    + ". Allow the application to describe the cluster, its topics and their configurations");
        }
        return List.copyOf(warnings);
    }

    private void checkTimeouts() {
        int pollIntervalMs = Integer.parseInt(String.valueOf(options.consumerProperties()
                .getOrDefault(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_DEFAULT_MS)));
        long transactionMs = options.transactionTimeout().toMillis();
        if (transactionMs >= pollIntervalMs) {
            warnings.add(
                    "transaction.timeout.ms=" + transactionMs + " is not below max.poll.interval.ms=" + pollIntervalMs
                            + ": a worker that gets stuck loses its tasks before its transaction ends, and whoever"
                            + " takes them over waits for that. Raise max.poll.interval.ms, or commit more often");
        }
    }

    /** Before version 2 a request that was delayed on its way can fall into the next transaction (KIP-890). */
    private void checkTransactions() {
        FinalizedVersionRange range = TopicSetup.await(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(TRANSACTION_VERSION);
        int version = range == null ? 0 : range.maxVersionLevel();
        if (version < SAFE_TRANSACTION_VERSION) {
            warnings.add("The brokers have " + TRANSACTION_VERSION + "=" + version
                    + ": a request that is delayed on its way can end, or get into, a later transaction, and break"
                    + " exactly-once. With brokers of 4.0 or later run kafka-features.sh --bootstrap-server <broker>"
                    + " upgrade --feature " + TRANSACTION_VERSION + "=" + SAFE_TRANSACTION_VERSION);
        }
    }

    private void checkTopics(Map<String, NewTopic> internal, Set<String> written) {
        int brokers = TopicSetup.await(admin.describeCluster().nodes()).size();
        Map<String, Integer> replicas = replicas(internal.keySet(), written);
        Map<String, Config> configs = configs(replicas.keySet());
        Set<String> lone = new TreeSet<>();
        Set<String> lax = new TreeSet<>();
        Set<String> unclean = new TreeSet<>();
        configs.forEach((topic, config) -> {
            int copies = Lookup.in(replicas, topic);
            int inSync = Integer.parseInt(value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG));
            refuseUnwritable(topic, copies, inSync);
            if (internal.containsKey(topic)) {
                refuseForgetful(Lookup.in(internal, topic), value(config, TopicConfig.CLEANUP_POLICY_CONFIG));
            }
            if (copies == 1 && brokers > 1) {
                lone.add(topic);
            } else if (inSync == 1 && copies > 1) {
                lax.add(topic);
            }
            if (Boolean.parseBoolean(value(config, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG))) {
                unclean.add(topic);
            }
        });
        warn(lone, "have one replica each: what is committed is gone with its broker. Give them three");
        warn(
                lax,
                "have min.insync.replicas=1: what is committed may stand on one broker only, and be gone with it. Set"
                        + " min.insync.replicas=2, with three replicas");
        warn(
                unclean,
                "have unclean.leader.election.enable=true: a broker that missed what is committed may come to lead."
                        + " Set it to false");
    }

    private void warn(Collection<String> topics, String what) {
        if (!topics.isEmpty()) {
            warnings.add("The topics " + topics + " " + what);
        }
    }

    private void refuseUnwritable(String topic, int replicas, int inSync) {
        if (inSync > replicas) {
            throw new StreamsException("Cannot start " + applicationId + ": no record can be written to topic " + topic
                    + ", which has min.insync.replicas=" + inSync + " and a replication factor of " + replicas
                    + ". Lower the one, or add replicas with kafka-reassign-partitions.sh");
        }
    }

    private void refuseForgetful(NewTopic wanted, String policy) {
        String needed = wanted.configs().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, policy);
        boolean deletes = policy.contains(DELETE) && !needed.contains(DELETE);
        boolean forgetsKeys = needed.contains(COMPACT) && !policy.contains(COMPACT);
        if (deletes || forgetsKeys) {
            throw new StreamsException("Cannot start " + applicationId + ": internal topic " + wanted.name()
                    + " has cleanup.policy=" + policy + ", so it forgets what the query needs. Set cleanup.policy="
                    + needed + " with kafka-configs.sh --alter --topic " + wanted.name());
        }
    }

    /** The replication factor of those that exist; brokers may hear of {@code internal} ones a little after the controller. */
    private Map<String, Integer> replicas(Set<String> internal, Set<String> written) {
        Map<String, Integer> replicas = new TreeMap<>();
        describe(written, replicas);
        for (int i = 0; i < DESCRIBE_ATTEMPTS && !replicas.keySet().containsAll(internal); i++) {
            describe(internal, replicas);
        }
        return replicas;
    }

    private void describe(Set<String> names, Map<String, Integer> replicas) {
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                replicas.put(
                        name,
                        TopicSetup.await(description).partitions().stream()
                                .mapToInt(partition -> partition.replicas().size())
                                .min()
                                .orElse(1));
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("There is no topic {} yet", name);
            }
        });
    }

    private Map<String, Config> configs(Set<String> names) {
        Map<String, Config> configs = new TreeMap<>();
        admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .values()
                .forEach((resource, config) -> {
                    try {
                        configs.put(resource.name(), TopicSetup.await(config));
                    } catch (UnknownTopicOrPartitionException e) {
                        LOG.debug("A broker has not heard of topic {} yet", resource.name());
                    }
                });
        return configs;
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }
}
