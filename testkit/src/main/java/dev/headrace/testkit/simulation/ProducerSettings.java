package dev.headrace.testkit.simulation;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** What a simulated producer reads of its configuration. */
record ProducerSettings(
        String clientId,
        @Nullable String transactionalId,
        int transactionTimeoutMs,
        boolean idempotent,
        int batchBytesMax,
        int requestBytesMax,
        boolean ignoresKeys,
        @Nullable Partitioner partitioner) {

    private static final int TRANSACTION_TIMEOUT_MS = 60_000;
    private static final int BATCH_BYTES = 16_384;
    private static final int REQUEST_BYTES_MAX = 1_048_576;

    static ProducerSettings of(Map<String, Object> config, String generatedClientId) {
        ClientSettings settings = new ClientSettings(config);
        String transactionalId = settings.text(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        boolean idempotent = isIdempotent(settings);
        if (transactionalId != null && !idempotent) {
            throw new ConfigException(
                    "Cannot set a " + ProducerConfig.TRANSACTIONAL_ID_CONFIG + " without also enabling idempotence.");
        }
        String clientId = settings.text(ProducerConfig.CLIENT_ID_CONFIG, "");
        return new ProducerSettings(
                clientId.isEmpty() ? generatedClientId : clientId,
                transactionalId,
                settings.integer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS),
                idempotent,
                settings.integer(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                settings.integer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX),
                settings.flag(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false),
                partitioner(settings));
    }

    private static boolean isIdempotent(ClientSettings settings) {
        String acks = settings.text(ProducerConfig.ACKS_CONFIG, "all");
        boolean acknowledged = acks.equals("all") || acks.equals("-1");
        return settings.flag(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, acknowledged);
    }

    private static @Nullable Partitioner partitioner(ClientSettings settings) {
        Object configured = settings.value(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        if (configured == null) {
            return null;
        }
        try {
            Partitioner partitioner = configured instanceof Class<?> type
                    ? (Partitioner) Utils.newInstance(type)
                    : Utils.newInstance(configured.toString(), Partitioner.class);
            partitioner.configure(settings.all());
            return partitioner;
        } catch (ClassNotFoundException e) {
            throw new ConfigException(ProducerConfig.PARTITIONER_CLASS_CONFIG, configured, e.toString());
        }
    }
}
