package dev.headrace.testkit.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** What a simulated consumer reads of its configuration. */
record ConsumerSettings(
        String clientId,
        @Nullable String groupId,
        @Nullable String instanceId,
        Optional<String> rackId,
        boolean readCommitted,
        OffsetReset offsetReset,
        boolean autoCommit,
        long autoCommitIntervalMs,
        int pollRecordsMax,
        int sessionTimeoutMs,
        int pollIntervalMaxMs,
        List<ConsumerPartitionAssignor> assignors) {

    private static final int AUTO_COMMIT_INTERVAL_MS = 5_000;
    private static final int POLL_RECORDS = 500;
    private static final int SESSION_TIMEOUT_MS = 45_000;
    private static final int POLL_INTERVAL_MS = 300_000;

    static ConsumerSettings of(Map<String, Object> config, String generatedClientId) {
        ClientSettings settings = new ClientSettings(config);
        String clientId = settings.text(ConsumerConfig.CLIENT_ID_CONFIG, "");
        String actualClientId = clientId.isEmpty() ? generatedClientId : clientId;
        String groupId = settings.text(ConsumerConfig.GROUP_ID_CONFIG);
        if (groupId != null && groupId.isEmpty()) {
            throw new ConfigException(ConsumerConfig.GROUP_ID_CONFIG, groupId, "must not be empty");
        }
        requireClassicProtocol(settings);
        return new ConsumerSettings(
                actualClientId,
                groupId,
                settings.text(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                Optional.ofNullable(settings.text(ConsumerConfig.CLIENT_RACK_CONFIG))
                        .filter(rack -> !rack.isEmpty()),
                settings.text(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted")
                        .equalsIgnoreCase("read_committed"),
                OffsetReset.of(settings.text(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest")),
                autoCommit(settings, groupId),
                settings.number(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, AUTO_COMMIT_INTERVAL_MS),
                settings.integer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS),
                settings.integer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS),
                settings.integer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MS),
                assignors(settings, actualClientId));
    }

    private static void requireClassicProtocol(ClientSettings settings) {
        String protocol = settings.text(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        if (!protocol.equalsIgnoreCase("classic")) {
            throw new UnsupportedVersionException("Cannot create a simulated consumer with group.protocol=" + protocol
                    + ": only the classic protocol is simulated");
        }
    }

    private static boolean autoCommit(ClientSettings settings, @Nullable String groupId) {
        boolean wanted = settings.flag(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, groupId != null);
        if (wanted && groupId == null) {
            throw new ConfigException(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    true,
                    "cannot be set to true when default group id (null) is used.");
        }
        return wanted;
    }

    private static List<ConsumerPartitionAssignor> assignors(ClientSettings settings, String clientId) {
        List<?> configured = settings.list(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(RangeAssignor.class, CooperativeStickyAssignor.class));
        Map<String, Object> config = new HashMap<>(settings.all());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        List<ConsumerPartitionAssignor> assignors = new ArrayList<>();
        for (Object each : configured) {
            assignors.add(assignor(each, config));
        }
        return List.copyOf(assignors);
    }

    private static ConsumerPartitionAssignor assignor(Object configured, Map<String, Object> config) {
        Object assignor = configured;
        if (configured instanceof Class<?> type) {
            assignor = Utils.newInstance(type);
        } else if (configured instanceof String name) {
            try {
                assignor = Utils.newInstance(name, Object.class);
            } catch (ClassNotFoundException e) {
                throw new KafkaException(name + " ClassNotFoundException exception occurred", e);
            }
        }
        if (assignor instanceof Configurable configurable) {
            configurable.configure(config);
        }
        if (assignor instanceof ConsumerPartitionAssignor partitionAssignor) {
            return partitionAssignor;
        }
        throw new KafkaException(
                assignor.getClass() + " is not an instance of " + ConsumerPartitionAssignor.class.getName());
    }
}
