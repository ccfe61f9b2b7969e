package dev.headrace.streaming;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The names of the properties that {@link QueryOptions#from} reads, spelled as in Kafka Streams where Kafka Streams has
 * them, and their parsed values. Options are listed with types, defaults and documentation by {@link #configDef()}.
 */
public final class StreamsConfig extends AbstractConfig {

    /** Names the consumer group and prefixes the internal topics; chooses the Kafka commit log. */
    public static final String APPLICATION_ID_CONFIG = "application.id";

    /** Kafka's host:port pairs. */
    public static final String BOOTSTRAP_SERVERS_CONFIG = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

    /** A directory; chooses the directory commit log. Headrace's own. */
    public static final String CHECKPOINT_LOCATION_CONFIG = "checkpointLocation";

    /** A name for the query, unique among active ones. Headrace's own. */
    public static final String QUERY_NAME_CONFIG = "query.name";

    /** When epochs open and close, as in {@code processingTime(1 second)}. Headrace's own. */
    public static final String TRIGGER_CONFIG = "trigger";

    /** {@link #EXACTLY_ONCE_V2}, the default, or {@link #AT_LEAST_ONCE}. */
    public static final String PROCESSING_GUARANTEE_CONFIG = "processing.guarantee";

    /** The commit interval of continuous processing. */
    public static final String COMMIT_INTERVAL_MS_CONFIG = "commit.interval.ms";

    /** Whether tables forward one update per commit or each one: {@code per_commit}, {@code per_update}. Headrace's own. */
    public static final String EMISSION_CONFIG = "emission";

    /** How many workers this process has. */
    public static final String NUM_STREAM_THREADS_CONFIG = "num.stream.threads";

    /** How many partitions exchanged records and their state have under the directory commit log. Headrace's own. */
    public static final String STATE_PARTITIONS_CONFIG = "state.partitions";

    /** The directory of the local stores. */
    public static final String STATE_DIR_CONFIG = "state.dir";

    /** How long state of tasks that moved away is kept. */
    public static final String STATE_CLEANUP_DELAY_MS_CONFIG = "state.cleanup.delay.ms";

    /** Bytes of heap for the unchanged entries of all object caches. */
    public static final String STATESTORE_CACHE_MAX_BYTES_CONFIG = "statestore.cache.max.bytes";

    /** The older name of {@link #STATESTORE_CACHE_MAX_BYTES_CONFIG}. */
    public static final String CACHE_MAX_BYTES_BUFFERING_CONFIG = "cache.max.bytes.buffering";

    /** Bytes of changes that are not committed, above which an epoch closes early. */
    public static final String STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG = "statestore.uncommitted.max.bytes";

    public static final String DEFAULT_KEY_SERDE_CLASS_CONFIG = "default.key.serde";
    public static final String DEFAULT_VALUE_SERDE_CLASS_CONFIG = "default.value.serde";
    public static final String DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG = "default.timestamp.extractor";

    public static final String DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG = "deserialization.exception.handler";

    /** The older name of {@link #DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG}. */
    public static final String DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG =
            "default.deserialization.exception.handler";

    public static final String PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG = "processing.exception.handler";
    public static final String PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG = "production.exception.handler";

    /** The older name of {@link #PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG}. */
    public static final String DEFAULT_PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG =
            "default.production.exception.handler";

    /** The topic that takes the records which a handler gave up. */
    public static final String ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG = "errors.dead.letter.queue.topic.name";

    /** Of internal topics; -1 for the broker's default. */
    public static final String REPLICATION_FACTOR_CONFIG = "replication.factor";

    /** Whether the members of the consumer group are static, so that a quick restart moves nothing. Headrace's own. */
    public static final String STATIC_MEMBERSHIP_CONFIG = "static.membership";

    /** How long a task waits for records of an empty input partition before it goes on out of order. */
    public static final String MAX_TASK_IDLE_MS_CONFIG = "max.task.idle.ms";

    /** The prefix of client ids. */
    public static final String CLIENT_ID_CONFIG = CommonClientConfigs.CLIENT_ID_CONFIG;

    /** This instance's host:port, told to the other instances for queries across them. */
    public static final String APPLICATION_SERVER_CONFIG = "application.server";

    /** {@code classic}, the default, or {@code consumer}. */
    public static final String GROUP_PROTOCOL_CONFIG = "group.protocol";

    public static final String TOPOLOGY_OPTIMIZATION_CONFIG = "topology.optimization";
    public static final String NO_OPTIMIZATION = "none";
    public static final String OPTIMIZE = "all";
    public static final String REUSE_KTABLE_SOURCE_TOPICS = "reuse.ktable.source.topics";
    public static final String MERGE_REPARTITION_TOPICS = "merge.repartition.topics";
    public static final String SINGLE_STORE_SELF_JOIN = "single.store.self.join";

    public static final String DSL_STORE_SUPPLIERS_CLASS_CONFIG = "dsl.store.suppliers.class";
    public static final String DEFAULT_DSL_STORE_CONFIG = "default.dsl.store";
    public static final String ROCKS_DB = "rocksDB";
    public static final String IN_MEMORY = "in_memory";
    public static final String ROCKSDB_CONFIG_SETTER_CLASS_CONFIG = "rocksdb.config.setter";
    public static final String WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG =
            "windowstore.changelog.additional.retention.ms";
    public static final String WINDOW_SIZE_MS_CONFIG = "window.size.ms";
    public static final String WINDOWED_INNER_CLASS_SERDE = "windowed.inner.class.serde";
    public static final String ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG =
            "ensure.explicit.internal.resource.naming";
    public static final String PROCESSOR_WRAPPER_CLASS_CONFIG = "processor.wrapper.class";

    /** How often repartition records that nobody needs any more are deleted. */
    public static final String REPARTITION_PURGE_INTERVAL_MS_CONFIG = "repartition.purge.interval.ms";

    public static final String METRICS_RECORDING_LEVEL_CONFIG = CommonClientConfigs.METRICS_RECORDING_LEVEL_CONFIG;
    public static final String METRICS_NUM_SAMPLES_CONFIG = CommonClientConfigs.METRICS_NUM_SAMPLES_CONFIG;
    public static final String METRICS_SAMPLE_WINDOW_MS_CONFIG = CommonClientConfigs.METRICS_SAMPLE_WINDOW_MS_CONFIG;
    public static final String METRIC_REPORTER_CLASSES_CONFIG = CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG;

    public static final String SECURITY_PROTOCOL_CONFIG = CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
    public static final String REQUEST_TIMEOUT_MS_CONFIG = CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG;
    public static final String RETRY_BACKOFF_MS_CONFIG = CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG;
    public static final String RECONNECT_BACKOFF_MS_CONFIG = CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG;
    public static final String RECONNECT_BACKOFF_MAX_MS_CONFIG = CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG;
    public static final String CONNECTIONS_MAX_IDLE_MS_CONFIG = CommonClientConfigs.CONNECTIONS_MAX_IDLE_MS_CONFIG;
    public static final String METADATA_MAX_AGE_CONFIG = CommonClientConfigs.METADATA_MAX_AGE_CONFIG;
    public static final String RECEIVE_BUFFER_CONFIG = CommonClientConfigs.RECEIVE_BUFFER_CONFIG;
    public static final String SEND_BUFFER_CONFIG = CommonClientConfigs.SEND_BUFFER_CONFIG;

    public static final String EXACTLY_ONCE_V2 = "exactly_once_v2";
    public static final String AT_LEAST_ONCE = "at_least_once";

    public static final String CONSUMER_PREFIX = "consumer.";
    public static final String MAIN_CONSUMER_PREFIX = "main.consumer.";
    public static final String RESTORE_CONSUMER_PREFIX = "restore.consumer.";
    public static final String GLOBAL_CONSUMER_PREFIX = "global.consumer.";
    public static final String PRODUCER_PREFIX = "producer.";
    public static final String ADMIN_CLIENT_PREFIX = "admin.";
    public static final String TOPIC_PREFIX = "topic.";

    /**
     * Parses {@code properties}; unknown ones are kept for clients and serdes.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a value is not what its option takes
     */
    public StreamsConfig(Map<?, ?> properties) {
        super(OptionDefinitions.DEFINITIONS, properties, Map.of(), false);
    }

    /** All options with their types, defaults and documentation. */
    public static ConfigDef configDef() {
        return new ConfigDef(OptionDefinitions.DEFINITIONS);
    }

    /** The name of a property of all consumers. */
    public static String consumerPrefix(String consumerProperty) {
        return CONSUMER_PREFIX + consumerProperty;
    }

    /** The name of a property of the consumers that read input. */
    public static String mainConsumerPrefix(String consumerProperty) {
        return MAIN_CONSUMER_PREFIX + consumerProperty;
    }

    /** The name of a property of the consumers that restore stores. */
    public static String restoreConsumerPrefix(String consumerProperty) {
        return RESTORE_CONSUMER_PREFIX + consumerProperty;
    }

    /** The name of a property of the consumers that read global tables. */
    public static String globalConsumerPrefix(String consumerProperty) {
        return GLOBAL_CONSUMER_PREFIX + consumerProperty;
    }

    /** The name of a property of all producers. */
    public static String producerPrefix(String producerProperty) {
        return PRODUCER_PREFIX + producerProperty;
    }

    /** The name of a property of all admin clients. */
    public static String adminClientPrefix(String adminClientProperty) {
        return ADMIN_CLIENT_PREFIX + adminClientProperty;
    }

    /** The name of a property of all internal topics. */
    public static String topicPrefix(String topicProperty) {
        return TOPIC_PREFIX + topicProperty;
    }
}
