package dev.headrace.streaming;

import dev.headrace.common.NearName;
import dev.headrace.errors.InvalidOptionException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** Refuses options that are misspelt, contradict one another, or are the engine's to set. */
final class OptionRules {

    private static final int MISSPELT_DISTANCE_MAX = 2;

    private static final Set<String> SET_BY_THE_ENGINE = Set.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);

    private OptionRules() {}

    /** Refuses a name that is nearly one of ours and nobody else's. */
    static void refuseMisspelt(Set<String> names) {
        for (String name : names) {
            if (ClientProperties.isForeign(name)) {
                NearName.of(name, OptionDefinitions.DEFINITIONS.names(), MISSPELT_DISTANCE_MAX)
                        .ifPresent(near -> {
                            throw new InvalidOptionException("Cannot use option '" + name + "': there is none of that"
                                    + " name, but there is '" + near + "'");
                        });
            }
        }
    }

    /** Refuses class names of Kafka Streams, which would fail to load or to cast with less to go by. */
    static void refuseKafkaStreamsClasses(Map<String, ?> properties) {
        properties.forEach((name, value) -> {
            String text = value instanceof Class<?> type ? type.getName() : String.valueOf(value);
            if (OptionDefinitions.DEFINITIONS.names().contains(name) && text.startsWith("org.apache.kafka.streams.")) {
                throw new InvalidOptionException("Cannot use " + text + " as " + name
                        + ": it is Kafka Streams'; name Headrace's class of that name (dev.headrace...) instead");
            }
        });
    }

    /** Refuses what would break the guarantee or take a client out of the engine's hands. */
    static void refuseWhatTheEngineSets(Map<String, ?> properties, Guarantee guarantee) {
        properties.forEach((name, value) -> {
            if (name.startsWith(StreamsConfig.TOPIC_PREFIX)) {
                return;
            }
            String client = ClientProperties.withoutPrefix(name);
            String text = String.valueOf(value);
            if (SET_BY_THE_ENGINE.contains(client)) {
                throw new InvalidOptionException("Cannot set " + name + ": Headrace sets it itself; leave it out");
            }
            refuse(client, text, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "true", name);
            refuse(client, text, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false", name);
            if (guarantee == Guarantee.EXACTLY_ONCE) {
                refuse(client, text, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted", name);
            }
            if (client.equals(ConsumerConfig.GROUP_PROTOCOL_CONFIG)
                    && !text.equalsIgnoreCase(GroupProtocol.CLASSIC.name())) {
                throw new InvalidOptionException("Cannot set " + name + "=" + text
                        + ": Headrace assigns tasks to workers itself, which that protocol leaves to the broker; leave"
                        + " it out");
            }
            if (client.equals(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG)) {
                throw new InvalidOptionException("Cannot set " + name + ": every worker needs one of its own; set "
                        + StreamsConfig.STATIC_MEMBERSHIP_CONFIG + "=true, and they are made from state.dir's id");
            }
            if (client.equals(CommonClientConfigs.GROUP_ID_CONFIG)
                    && !Objects.equals(text, properties.get(StreamsConfig.APPLICATION_ID_CONFIG))) {
                throw new InvalidOptionException("Cannot set " + name + "=" + text + ": the group of the Kafka commit"
                        + " log is its " + StreamsConfig.APPLICATION_ID_CONFIG + "; leave it out");
            }
        });
    }

    private static void refuse(String client, String text, String refusedName, String refusedValue, String name) {
        if (client.equals(refusedName) && text.equalsIgnoreCase(refusedValue)) {
            throw new InvalidOptionException("Cannot set " + name + "=" + text
                    + ": what is committed would no longer be what was processed; leave it out");
        }
    }

    /** Refuses a commit interval that says something else than the trigger. */
    static void refuseContradictingInterval(Trigger trigger, Duration commitInterval) {
        Duration interval = null;
        if (trigger instanceof Trigger.Continuous continuous) {
            interval = continuous.commitInterval();
        } else if (trigger instanceof Trigger.ProcessingTime processingTime) {
            interval = processingTime.interval();
        }
        if (!commitInterval.equals(interval)) {
            throw new InvalidOptionException("Cannot use trigger " + trigger + " with commit.interval.ms="
                    + commitInterval.toMillis() + ": the trigger decides when to commit; leave one of them out");
        }
    }

    /** The one commit log that the options choose. */
    static CommitLog commitLog(@Nullable String applicationId, String bootstrapServers, @Nullable String location) {
        if (applicationId != null && location != null) {
            throw new InvalidOptionException("Cannot choose a commit log: application.id=" + applicationId
                    + " asks for Kafka's and checkpointLocation=" + location
                    + " for a directory; leave one of them out");
        }
        if (location != null && location.isBlank()) {
            throw new InvalidOptionException("Cannot use checkpointLocation: it is blank");
        }
        try {
            if (location != null) {
                return CommitLog.directory(location);
            }
            if (applicationId != null && !bootstrapServers.isEmpty()) {
                return CommitLog.kafka(applicationId, bootstrapServers);
            }
        } catch (IllegalArgumentException unusable) {
            throw new InvalidOptionException(String.valueOf(unusable.getMessage()), unusable);
        }
        if (applicationId != null) {
            throw new InvalidOptionException("Cannot reach Kafka for application.id=" + applicationId
                    + ": bootstrap.servers is missing; write for example bootstrap.servers=localhost:9092");
        }
        throw new InvalidOptionException("Cannot choose a commit log: none is given; write application.id and"
                + " bootstrap.servers for Kafka's, or checkpointLocation=<directory> for one without Kafka"
                + " (QueryOptions.builder().commitLog(..))");
    }

    /** Refuses a transaction that would time out before it is committed. */
    static void refuseShortTransactions(Trigger trigger, Duration transactionTimeout) {
        if (trigger instanceof Trigger.Continuous continuous
                && continuous.commitInterval().compareTo(transactionTimeout) >= 0) {
            throw new InvalidOptionException("Cannot commit every "
                    + continuous.commitInterval().toMillis() + " ms with transaction.timeout.ms="
                    + transactionTimeout.toMillis() + ": the broker would abort each transaction before its commit;"
                    + " leave transaction.timeout.ms out, and it is three times the commit interval");
        }
    }
}
