package dev.headrace.streaming;

import static dev.headrace.streaming.StreamsConfig.*;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.headrace.processor.DefaultProductionExceptionHandler;
import dev.headrace.processor.DeserializationExceptionHandler;
import dev.headrace.processor.FailOnInvalidTimestamp;
import dev.headrace.processor.LogAndFailExceptionHandler;
import dev.headrace.processor.LogAndFailProcessingExceptionHandler;
import dev.headrace.processor.ProcessingExceptionHandler;
import dev.headrace.processor.ProductionExceptionHandler;
import dev.headrace.processor.TimestampExtractor;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.serialization.Serde;

/** Every option with its type, default, limits and documentation. */
final class OptionDefinitions {

    static final long COMMIT_INTERVAL_MS_DEFAULT = 100;

    /** Options of Kafka Streams that Headrace knows and leaves without effect. */
    static final Set<String> WITHOUT_EFFECT = Set.of(
            "acceptable.recovery.lag",
            "allow.os.group.write.access",
            "buffered.records.per.partition",
            "built.in.metrics.version",
            "default.client.supplier",
            "log.summary.interval.ms",
            "max.warmup.replicas",
            "num.standby.replicas",
            "poll.ms",
            "probing.rebalance.interval.ms",
            "processing.exception.handler.global.enabled",
            "rack.aware.assignment.non_overlap_cost",
            "rack.aware.assignment.strategy",
            "rack.aware.assignment.tags",
            "rack.aware.assignment.traffic_cost",
            "state.cleanup.dir.max.age.ms",
            "task.assignor.class",
            "task.timeout.ms",
            "upgrade.from");

    /** Options that this version parses and does not obey yet. */
    static final Set<String> WITHOUT_EFFECT_YET = Set.of(
            "application.server",
            "default.dsl.store",
            "dsl.store.suppliers.class",
            "ensure.explicit.internal.resource.naming",
            "errors.dead.letter.queue.topic.name",
            "max.task.idle.ms",
            "metric.reporters",
            "metrics.num.samples",
            "metrics.recording.level",
            "metrics.sample.window.ms",
            "processor.wrapper.class",
            "production.exception.handler",
            "repartition.purge.interval.ms",
            "rocksdb.config.setter",
            "state.cleanup.delay.ms");

    static final ConfigDef DEFINITIONS = queryOptions(stateOptions(userCodeOptions(kafkaOptions(new ConfigDef()))));

    private OptionDefinitions() {}

    private static ConfigDef queryOptions(ConfigDef options) {
        return options.define(
                        APPLICATION_ID_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        HIGH,
                        "Names the consumer group and prefixes the internal topics; chooses the Kafka commit log.")
                .define(
                        CHECKPOINT_LOCATION_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        HIGH,
                        "A directory, local or of a file system that can create a file in one act; chooses the directory"
                                + " commit log.")
                .define(QUERY_NAME_CONFIG, ConfigDef.Type.STRING, null, MEDIUM, "A name, unique among active queries.")
                .define(
                        TRIGGER_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        readable(Trigger::of),
                        HIGH,
                        "When epochs open and close: continuous(100 milliseconds), processingTime(1 second), once, "
                                + "availableNow.")
                .define(
                        PROCESSING_GUARANTEE_CONFIG,
                        ConfigDef.Type.STRING,
                        EXACTLY_ONCE_V2,
                        readable(Guarantee::of),
                        HIGH,
                        "exactly_once_v2 or at_least_once.")
                .define(
                        COMMIT_INTERVAL_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        COMMIT_INTERVAL_MS_DEFAULT,
                        atLeast(0),
                        MEDIUM,
                        "Milliseconds between two commits of continuous processing.")
                .define(
                        EMISSION_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        readable(Emission::of),
                        MEDIUM,
                        "Whether tables forward one update per key and commit (per_commit) or each one (per_update). "
                                + "Default: per_update under at_least_once with a continuous trigger, else per_commit.")
                .define(
                        NUM_STREAM_THREADS_CONFIG,
                        ConfigDef.Type.INT,
                        1,
                        atLeast(1),
                        MEDIUM,
                        "Workers of this process.")
                .define(
                        MAX_TASK_IDLE_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        0L,
                        MEDIUM,
                        "Milliseconds that a task waits for records of an empty input partition before it goes on out "
                                + "of order; -1 never waits.")
                .define(
                        TOPOLOGY_OPTIMIZATION_CONFIG,
                        ConfigDef.Type.STRING,
                        NO_OPTIMIZATION,
                        MEDIUM,
                        "none, all, or a comma separated list of optimizations.")
                .define(
                        ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        LOW,
                        "Whether stores and internal topics without a name of their own are refused.");
    }

    private static ConfigDef stateOptions(ConfigDef options) {
        return options.define(
                        STATE_DIR_CONFIG,
                        ConfigDef.Type.STRING,
                        System.getProperty("java.io.tmpdir") + File.separator + "headrace",
                        HIGH,
                        "The directory of the local stores.")
                .define(
                        STATE_PARTITIONS_CONFIG,
                        ConfigDef.Type.INT,
                        8,
                        atLeast(1),
                        MEDIUM,
                        "Under the directory commit log: into how many partitions records are dealt that change hands by key,"
                                + " and their state with them. Never changes in the life of a query.")
                .define(
                        STATE_CLEANUP_DELAY_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        Duration.ofMinutes(10).toMillis(),
                        atLeast(0),
                        LOW,
                        "Milliseconds that state of tasks which moved away is kept.")
                .define(
                        STATESTORE_CACHE_MAX_BYTES_CONFIG,
                        ConfigDef.Type.LONG,
                        10L << 20,
                        atLeast(0),
                        MEDIUM,
                        "Bytes of heap for the unchanged entries of all object caches.")
                .define(
                        CACHE_MAX_BYTES_BUFFERING_CONFIG,
                        ConfigDef.Type.LONG,
                        null,
                        LOW,
                        "The older name of " + STATESTORE_CACHE_MAX_BYTES_CONFIG + ".")
                .define(
                        STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG,
                        ConfigDef.Type.LONG,
                        64L << 20,
                        atLeast(1),
                        MEDIUM,
                        "Bytes of changes that are not committed, above which an epoch closes early.")
                .define(
                        DEFAULT_DSL_STORE_CONFIG,
                        ConfigDef.Type.STRING,
                        ROCKS_DB,
                        ValidString.in(ROCKS_DB, IN_MEMORY),
                        LOW,
                        "The kind of store that DSL operators use.")
                .define(
                        DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        LOW,
                        "Supplies the stores of DSL operators.")
                .define(ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, ConfigDef.Type.CLASS, null, LOW, "Tunes RocksDB.")
                .define(
                        WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        Duration.ofDays(1).toMillis(),
                        atLeast(0),
                        LOW,
                        "Milliseconds that a window store's changelog keeps records beyond the store's retention.")
                .define(
                        WINDOW_SIZE_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        null,
                        LOW,
                        "The window size that a windowed serde assumes.")
                .define(
                        WINDOWED_INNER_CLASS_SERDE,
                        ConfigDef.Type.STRING,
                        null,
                        LOW,
                        "The key serde inside a windowed serde.");
    }

    private static ConfigDef userCodeOptions(ConfigDef options) {
        return options.define(
                        DEFAULT_KEY_SERDE_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        implementing(Serde.class),
                        MEDIUM,
                        "The serde of keys where none is given.")
                .define(
                        DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        implementing(Serde.class),
                        MEDIUM,
                        "The serde of values where none is given.")
                .define(
                        DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        FailOnInvalidTimestamp.class,
                        implementing(TimestampExtractor.class),
                        MEDIUM,
                        "Reads the time of a record where no other extractor is given.")
                .define(
                        DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        LogAndFailExceptionHandler.class,
                        implementing(DeserializationExceptionHandler.class),
                        MEDIUM,
                        "Decides about records that cannot be read.")
                .define(
                        DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        implementing(DeserializationExceptionHandler.class),
                        LOW,
                        "The older name of " + DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG + ".")
                .define(
                        PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        LogAndFailProcessingExceptionHandler.class,
                        implementing(ProcessingExceptionHandler.class),
                        MEDIUM,
                        "Decides about records on which a processor throws.")
                .define(
                        PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        DefaultProductionExceptionHandler.class,
                        implementing(ProductionExceptionHandler.class),
                        MEDIUM,
                        "Decides about records that cannot be written.")
                .define(
                        DEFAULT_PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        implementing(ProductionExceptionHandler.class),
                        LOW,
                        "The older name of " + PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG + ".")
                .define(
                        ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        MEDIUM,
                        "The topic that takes the records which a handler gave up.")
                .define(
                        PROCESSOR_WRAPPER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        LOW,
                        "Wraps the processors of a topology.");
    }

    private static ConfigDef kafkaOptions(ConfigDef options) {
        return options.define(
                        BOOTSTRAP_SERVERS_CONFIG, ConfigDef.Type.LIST, List.of(), HIGH, "Kafka's host:port pairs.")
                .define(CLIENT_ID_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, "The prefix of client ids.")
                .define(
                        REPLICATION_FACTOR_CONFIG,
                        ConfigDef.Type.INT,
                        -1,
                        between(-1, Short.MAX_VALUE),
                        MEDIUM,
                        "The replication factor of internal topics; -1 for the broker's default.")
                .define(
                        STATIC_MEMBERSHIP_CONFIG,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        LOW,
                        "Whether group members are static, so that a restart within the session timeout moves nothing.")
                .define(
                        GROUP_PROTOCOL_CONFIG,
                        ConfigDef.Type.STRING,
                        "classic",
                        ConfigDef.CaseInsensitiveValidString.in("classic", "consumer"),
                        MEDIUM,
                        "classic, with Headrace's own assignment of tasks, or consumer, with the broker's.")
                .define(APPLICATION_SERVER_CONFIG, ConfigDef.Type.STRING, "", LOW, "This instance's host:port.")
                .define(
                        REPARTITION_PURGE_INTERVAL_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        Duration.ofSeconds(30).toMillis(),
                        atLeast(0),
                        LOW,
                        "Milliseconds between two deletions of repartition records that nobody needs any more.")
                .define(
                        METRICS_RECORDING_LEVEL_CONFIG,
                        ConfigDef.Type.STRING,
                        "INFO",
                        ValidString.in("INFO", "DEBUG", "TRACE"),
                        LOW,
                        "Which metrics are recorded.")
                .define(
                        METRICS_NUM_SAMPLES_CONFIG,
                        ConfigDef.Type.INT,
                        2,
                        atLeast(1),
                        LOW,
                        "Samples that a metric keeps.")
                .define(
                        METRICS_SAMPLE_WINDOW_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        30_000L,
                        atLeast(1),
                        LOW,
                        "Milliseconds that a sample of a metric spans.")
                .define(
                        METRIC_REPORTER_CLASSES_CONFIG,
                        ConfigDef.Type.LIST,
                        List.of(JmxReporter.class.getName()),
                        LOW,
                        "Classes that report metrics.");
    }

    private static Validator readable(Consumer<String> reader) {
        return (name, value) -> {
            if (value != null) {
                reader.accept((String) value);
            }
        };
    }

    private static Validator implementing(Class<?> type) {
        return (name, value) -> {
            if (value != null && !type.isAssignableFrom((Class<?>) value)) {
                throw new ConfigException("Cannot use " + ((Class<?>) value).getName() + " as " + name
                        + ": it does not implement " + type.getName());
            }
        };
    }
}
