package dev.headrace.runtime;

import dev.headrace.runtime.assign.HeldState;
import dev.headrace.runtime.assign.TaskAssignor;
import dev.headrace.runtime.assign.TaskLayout;
import dev.headrace.streaming.Guarantee;
import dev.headrace.streaming.QueryOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The configurations of a worker's clients: the user's, and over them what the engine must have. */
final class ClientConfigs {

    private static final int RESTORE_RECORDS_PER_POLL_MAX = 10_000;
    private static final int LINGER_MS = 100;

    private final String applicationId;
    private final QueryOptions options;
    private final String bootstrapServers;
    private final String workerId;

    /**
     * The configurations for one worker.
     *
     * @param workerId what the ids of its clients begin with
     */
    ClientConfigs(String applicationId, String bootstrapServers, QueryOptions options, String workerId) {
        this.applicationId = applicationId;
        this.bootstrapServers = bootstrapServers;
        this.options = options;
        this.workerId = workerId;
    }

    /** The consumer that reads the inputs as a member of the group. */
    Map<String, Object> consumer(TaskLayout layout, HeldState held) {
        Map<String, Object> config = reader(options.consumerProperties(), "consumer");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, applicationId);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, options.maxPollRecords());
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(TaskAssignor.class.getName()));
        config.put(TaskAssignor.LAYOUT_CONFIG, layout);
        config.put(TaskAssignor.STATE_CONFIG, held);
        if (options.staticMembership()) {
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, workerId);
        }
        return config;
    }

    /** A consumer that belongs to no group and reads changelogs and checkpoints. */
    Map<String, Object> restoreConsumer() {
        Map<String, Object> config = reader(options.restoreConsumerProperties(), "restore");
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RESTORE_RECORDS_PER_POLL_MAX);
        return config;
    }

    /** The producer of output, changelogs and checkpoints. */
    Map<String, Object> producer() {
        Map<String, Object> config = client(options.producerProperties(), "producer");
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        if (options.guarantee() == Guarantee.EXACTLY_ONCE) {
            config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, workerId + "-0");
            config.put(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    Math.toIntExact(options.transactionTimeout().toMillis()));
        }
        return config;
    }

    /** The admin client. */
    Map<String, Object> admin() {
        return client(options.adminProperties(), "admin");
    }

    private Map<String, Object> reader(Map<String, Object> properties, String role) {
        Map<String, Object> config = client(properties, role);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    private Map<String, Object> client(Map<String, Object> properties, String role) {
        Map<String, Object> config = new HashMap<>(properties);
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, workerId + "-" + role);
        return config;
    }
}
