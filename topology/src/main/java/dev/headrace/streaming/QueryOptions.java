package dev.headrace.streaming;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.processor.DeserializationExceptionHandler;
import dev.headrace.processor.ProcessingExceptionHandler;
import dev.headrace.processor.ProductionExceptionHandler;
import dev.headrace.processor.TimestampExtractor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How a topology is run. Immutable; made by {@link #builder()} or from properties with Kafka Streams' names ({@link
 * #from}). Both say the same: a builder's method sets the property of the option.
 */
public final class QueryOptions {

    private static final Duration TRANSACTION_TIMEOUT_MIN = Duration.ofSeconds(10);
    private static final int TRANSACTION_TIMEOUT_INTERVALS = 3;
    private static final int SESSION_TIMEOUT_DEFAULT_MS = 45_000;
    private static final int MAX_POLL_RECORDS_DEFAULT = 1000;

    private final StreamsConfig config;
    private final Map<String, Supplier<?>> instances;
    private final CommitLog commitLog;
    private final @Nullable Trigger trigger;

    QueryOptions(Map<String, Object> properties, Map<String, Supplier<?>> instances) {
        OptionRules.refuseMisspelt(properties.keySet());
        OptionRules.refuseKafkaStreamsClasses(properties);
        this.config = parsed(properties);
        this.instances = Map.copyOf(instances);
        this.commitLog = OptionRules.commitLog(
                config.getString(StreamsConfig.APPLICATION_ID_CONFIG),
                String.join(",", config.getList(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG)),
                config.getString(StreamsConfig.CHECKPOINT_LOCATION_CONFIG));
        String triggerText = config.getString(StreamsConfig.TRIGGER_CONFIG);
        this.trigger = triggerText == null ? null : Trigger.of(triggerText);
        OptionRules.refuseWhatTheEngineSets(config.originals(), guarantee());
        if (trigger != null && isGiven(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)) {
            OptionRules.refuseContradictingInterval(trigger, commitInterval());
        }
        OptionRules.refuseShortTransactions(trigger(), transactionTimeout());
    }

    /** Options to fill in. */
    public static QueryOptionsBuilder builder() {
        return new QueryOptionsBuilder();
    }

    /**
     * Reads properties; those of Kafka's clients and unknown ones are passed on to clients and serdes.
     *
     * @param properties by name, defaults of {@link Properties} included
     * @throws InvalidOptionException if an option is misspelt, malformed or contradicts another, or if the commit log is
     *     not chosen by exactly one of {@code application.id} and {@code checkpointLocation}
     */
    public static QueryOptions from(Map<?, ?> properties) {
        return builder().properties(properties).build();
    }

    /** These options to change a few of. */
    public QueryOptionsBuilder toBuilder() {
        return builder().properties(config.originals()).instances(instances);
    }

    /** The name of the query; empty where it has none. */
    public Optional<String> name() {
        return Optional.ofNullable(config.getString(StreamsConfig.QUERY_NAME_CONFIG));
    }

    /** When epochs open and close: what was asked for, else continuous processing with the commit interval. */
    public Trigger trigger() {
        return trigger != null ? trigger : Trigger.continuous(commitInterval());
    }

    /** {@link #trigger()}, but {@code fallback} where neither a trigger nor a commit interval was asked for. */
    public Trigger triggerOr(Trigger fallback) {
        return trigger == null && !isGiven(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG) ? fallback : trigger();
    }

    /** How often the effect of a record shows. */
    public Guarantee guarantee() {
        return Guarantee.of(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** Where commits are kept. */
    public CommitLog commitLog() {
        return commitLog;
    }

    /** How many workers this process has. */
    public int workers() {
        return config.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
    }

    /** The directory of the local stores. */
    public Path stateDir() {
        return Path.of(config.getString(StreamsConfig.STATE_DIR_CONFIG));
    }

    /** Under the directory commit log: how many partitions exchanged records and their state have. */
    public int statePartitions() {
        return config.getInt(StreamsConfig.STATE_PARTITIONS_CONFIG);
    }

    /** Bytes of heap for the unchanged entries of all object caches. */
    public long cacheBytesMax() {
        String older = StreamsConfig.CACHE_MAX_BYTES_BUFFERING_CONFIG;
        String name = isGiven(older) && !isGiven(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG)
                ? older
                : StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG;
        return config.getLong(name);
    }

    /** Bytes of changes that are not committed, above which an epoch closes early. */
    public long uncommittedBytesMax() {
        return config.getLong(StreamsConfig.STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG);
    }

    /**
     * When tables forward their updates: what was asked for, else per update under at-least-once with a continuous
     * trigger, and per commit otherwise.
     */
    public Emission emission() {
        String given = config.getString(StreamsConfig.EMISSION_CONFIG);
        if (given != null) {
            return Emission.of(given);
        }
        boolean plain = guarantee() == Guarantee.AT_LEAST_ONCE && trigger() instanceof Trigger.Continuous;
        return plain ? Emission.PER_UPDATE : Emission.PER_COMMIT;
    }

    /** A fresh, configured serde of keys; empty where there is no default. */
    public Optional<Serde<?>> defaultKeySerde() {
        return serde(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, true);
    }

    /** A fresh, configured serde of values; empty where there is no default. */
    public Optional<Serde<?>> defaultValueSerde() {
        return serde(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, false);
    }

    /** A fresh extractor of timestamps. */
    public TimestampExtractor defaultTimestampExtractor() {
        return instance(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimestampExtractor.class);
    }

    /** A fresh, configured handler of records that cannot be read. */
    public DeserializationExceptionHandler deserializationExceptionHandler() {
        return instance(
                newerUnlessOlderGiven(
                        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        StreamsConfig.DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG),
                DeserializationExceptionHandler.class);
    }

    /** A fresh, configured handler of records on which a processor throws. */
    public ProcessingExceptionHandler processingExceptionHandler() {
        return instance(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingExceptionHandler.class);
    }

    /** A fresh, configured handler of records that cannot be written. */
    public ProductionExceptionHandler productionExceptionHandler() {
        return instance(
                newerUnlessOlderGiven(
                        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        StreamsConfig.DEFAULT_PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG),
                ProductionExceptionHandler.class);
    }

    /** The topic of records that a handler gave up; empty where there is none. */
    public Optional<String> deadLetterTopic() {
        return Optional.ofNullable(config.getString(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
    }

    /** The replication factor of internal topics; -1 for the broker's default. */
    public int replicationFactor() {
        return config.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG);
    }

    /** How long a member of the consumer group may be silent before its tasks move. */
    public Duration sessionTimeout() {
        return Duration.ofMillis(ClientProperties.number(
                consumerProperties(), ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_DEFAULT_MS));
    }

    /** How many records one poll returns at most. */
    public int maxPollRecords() {
        return ClientProperties.number(
                consumerProperties(), ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS_DEFAULT);
    }

    /**
     * Where a new query begins to read: {@code earliest} by default, {@code latest}, {@code none} or
     * {@code by_duration:<ISO-8601 duration>}.
     */
    public String autoOffsetReset() {
        return String.valueOf(consumerProperties().getOrDefault(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
    }

    /** When the broker aborts a transaction: by default after 10 s, or after three commit intervals if that is longer. */
    public Duration transactionTimeout() {
        Duration intervals = trigger() instanceof Trigger.Continuous continuous
                ? continuous.commitInterval().multipliedBy(TRANSACTION_TIMEOUT_INTERVALS)
                : Duration.ZERO;
        Duration usual = intervals.compareTo(TRANSACTION_TIMEOUT_MIN) > 0 ? intervals : TRANSACTION_TIMEOUT_MIN;
        return Duration.ofMillis(ClientProperties.number(
                producerProperties(), ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(usual.toMillis())));
    }

    /** Whether the members of the consumer group are static. */
    public boolean staticMembership() {
        return config.getBoolean(StreamsConfig.STATIC_MEMBERSHIP_CONFIG);
    }

    /** What was asked for the consumers that read input. */
    public Map<String, Object> consumerProperties() {
        return consumerProperties(StreamsConfig.MAIN_CONSUMER_PREFIX);
    }

    /** What was asked for the consumers that restore stores. */
    public Map<String, Object> restoreConsumerProperties() {
        return consumerProperties(StreamsConfig.RESTORE_CONSUMER_PREFIX);
    }

    /** What was asked for the consumers that read global tables. */
    public Map<String, Object> globalConsumerProperties() {
        return consumerProperties(StreamsConfig.GLOBAL_CONSUMER_PREFIX);
    }

    private Map<String, Object> consumerProperties(String rolePrefix) {
        return ClientProperties.of(
                config.originals(), ConsumerConfig.configNames(), StreamsConfig.CONSUMER_PREFIX, rolePrefix);
    }

    /** What was asked for producers. */
    public Map<String, Object> producerProperties() {
        return ClientProperties.of(config.originals(), ProducerConfig.configNames(), StreamsConfig.PRODUCER_PREFIX);
    }

    /** What was asked for admin clients. */
    public Map<String, Object> adminProperties() {
        return ClientProperties.of(
                config.originals(), AdminClientConfig.configNames(), StreamsConfig.ADMIN_CLIENT_PREFIX);
    }

    /** What was asked for internal topics. */
    public Map<String, Object> topicProperties() {
        return ClientProperties.withPrefix(config.originals(), StreamsConfig.TOPIC_PREFIX);
    }

    /** All parsed options, and the properties as they were given. */
    public StreamsConfig config() {
        return config;
    }

    /** What was asked for and has no effect in this version, in the order of the names. */
    public List<String> withoutEffect() {
        return config.originals().keySet().stream()
                .filter(name -> OptionDefinitions.WITHOUT_EFFECT.contains(name)
                        || OptionDefinitions.WITHOUT_EFFECT_YET.contains(name))
                .sorted()
                .toList();
    }

    /** What was asked for, one property a line, secrets hidden. */
    public String describe() {
        return Secrets.hidden(config.originals()).entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** What was asked for, secrets hidden. */
    @Override
    public String toString() {
        return "QueryOptions" + Secrets.hidden(config.originals());
    }

    private boolean isGiven(String name) {
        return config.originals().containsKey(name);
    }

    private Duration commitInterval() {
        return Duration.ofMillis(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG));
    }

    private String newerUnlessOlderGiven(String newer, String older) {
        boolean newerGiven = isGiven(newer) || instances.containsKey(newer);
        return isGiven(older) && !newerGiven ? older : newer;
    }

    private <T> T instance(String name, Class<T> type) {
        Supplier<?> supplier = instances.get(name);
        return supplier == null ? config.getConfiguredInstance(name, type) : type.cast(supplier.get());
    }

    private Optional<Serde<?>> serde(String name, boolean forKeys) {
        if (instances.containsKey(name)) {
            return Optional.of(instance(name, Serde.class));
        }
        if (config.getClass(name) == null) {
            return Optional.empty();
        }
        Serde<?> serde = instance(name, Serde.class);
        serde.configure(config.originals(), forKeys);
        return Optional.of(serde);
    }

    private static StreamsConfig parsed(Map<String, Object> properties) {
        try {
            return new StreamsConfig(properties);
        } catch (ConfigException | IllegalArgumentException malformed) {
            throw new InvalidOptionException(String.valueOf(malformed.getMessage()), malformed);
        }
    }
}
