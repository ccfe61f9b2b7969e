package dev.headrace.streaming;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.processor.DeserializationExceptionHandler;
import dev.headrace.processor.ProcessingExceptionHandler;
import dev.headrace.processor.ProductionExceptionHandler;
import dev.headrace.processor.TimestampExtractor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serde;

/** Gathers options; each method sets one, and the last call of each holds. */
public final class QueryOptionsBuilder {

    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<String, Supplier<?>> instances = new HashMap<>();

    QueryOptionsBuilder() {}

    /** A name for the query, unique among active ones. */
    public QueryOptionsBuilder name(String name) {
        return property(StreamsConfig.QUERY_NAME_CONFIG, name);
    }

    /** When epochs open and close. */
    public QueryOptionsBuilder trigger(Trigger trigger) {
        return property(StreamsConfig.TRIGGER_CONFIG, trigger.toString());
    }

    /** How often the effect of a record shows; {@link Guarantee#EXACTLY_ONCE} by default. */
    public QueryOptionsBuilder guarantee(Guarantee guarantee) {
        return property(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee.toString());
    }

    /** Where commits are kept. */
    public QueryOptionsBuilder commitLog(CommitLog commitLog) {
        if (commitLog instanceof CommitLog.Kafka kafka) {
            return property(StreamsConfig.APPLICATION_ID_CONFIG, kafka.applicationId())
                    .property(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        }
        CommitLog.Directory directory = (CommitLog.Directory) commitLog;
        return property(
                StreamsConfig.CHECKPOINT_LOCATION_CONFIG, directory.path().location());
    }

    /** How many workers this process has; 1 by default. */
    public QueryOptionsBuilder workers(int workers) {
        return property(StreamsConfig.NUM_STREAM_THREADS_CONFIG, workers);
    }

    /** Under the directory commit log: how many partitions exchanged records and their state have; 8 by default. */
    public QueryOptionsBuilder statePartitions(int statePartitions) {
        return property(StreamsConfig.STATE_PARTITIONS_CONFIG, statePartitions);
    }

    /** The directory of the local stores; {@code headrace} in the temporary directory by default. */
    public QueryOptionsBuilder stateDir(Path stateDir) {
        return property(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    }

    /** Bytes of heap for the unchanged entries of all object caches; 10 MiB by default. */
    public QueryOptionsBuilder cacheBytesMax(long cacheBytesMax) {
        return property(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cacheBytesMax);
    }

    /** Bytes of changes that are not committed, above which an epoch closes early; 64 MiB by default. */
    public QueryOptionsBuilder uncommittedBytesMax(long uncommittedBytesMax) {
        return property(StreamsConfig.STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG, uncommittedBytesMax);
    }

    /** When tables forward their updates. */
    public QueryOptionsBuilder emission(Emission emission) {
        return property(StreamsConfig.EMISSION_CONFIG, emission.toString());
    }

    /** Makes the serde of keys where none is given; each worker asks for its own. */
    public QueryOptionsBuilder defaultKeySerde(Supplier<? extends Serde<?>> serde) {
        return instance(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, serde);
    }

    /** Makes the serde of values where none is given; each worker asks for its own. */
    public QueryOptionsBuilder defaultValueSerde(Supplier<? extends Serde<?>> serde) {
        return instance(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, serde);
    }

    /** Makes what reads the time of a record where no other extractor is given. */
    public QueryOptionsBuilder defaultTimestampExtractor(Supplier<? extends TimestampExtractor> extractor) {
        return instance(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, extractor);
    }

    /** Makes what decides about records that cannot be read; by default they fail the query. */
    public QueryOptionsBuilder deserializationExceptionHandler(
            Supplier<? extends DeserializationExceptionHandler> handler) {
        return instance(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, handler);
    }

    /** Makes what decides about records on which a processor throws; by default they fail the query. */
    public QueryOptionsBuilder processingExceptionHandler(Supplier<? extends ProcessingExceptionHandler> handler) {
        return instance(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, handler);
    }

    /** Makes what decides about records that cannot be written; by default they fail the query. */
    public QueryOptionsBuilder productionExceptionHandler(Supplier<? extends ProductionExceptionHandler> handler) {
        return instance(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, handler);
    }

    /** The topic that takes the records which a handler gave up. */
    public QueryOptionsBuilder deadLetterTopic(String topic) {
        return property(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, topic);
    }

    /** The replication factor of internal topics; the broker's default by default. */
    public QueryOptionsBuilder replicationFactor(int replicationFactor) {
        return property(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
    }

    /** How long a member of the consumer group may be silent before its tasks move; 45 s by default. */
    public QueryOptionsBuilder sessionTimeout(Duration sessionTimeout) {
        return property(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(sessionTimeout.toMillis()));
    }

    /** How many records one poll returns at most; 1000 by default. */
    public QueryOptionsBuilder maxPollRecords(int maxPollRecords) {
        return property(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), maxPollRecords);
    }

    /** When the broker aborts a transaction; 10 s by default, or three commit intervals if that is longer. */
    public QueryOptionsBuilder transactionTimeout(Duration transactionTimeout) {
        return property(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(transactionTimeout.toMillis()));
    }

    /** Makes the members of the consumer group static, so that a restart within the session timeout moves nothing. */
    public QueryOptionsBuilder staticMembership() {
        return property(StreamsConfig.STATIC_MEMBERSHIP_CONFIG, true);
    }

    /** Any property by its name. */
    public QueryOptionsBuilder property(String name, Object value) {
        instances.remove(name);
        properties.put(name, value);
        return this;
    }

    /** Properties by their names, defaults of {@link Properties} included; null values are left out. */
    public QueryOptionsBuilder properties(Map<?, ?> given) {
        if (given instanceof Properties withDefaults) {
            withDefaults.stringPropertyNames().forEach(name -> property(name, withDefaults.getProperty(name)));
        }
        given.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new InvalidOptionException("Cannot use option " + name + ": its name is no text");
            }
            if (value != null) {
                property(text, value);
            }
        });
        return this;
    }

    /**
     * The options.
     *
     * @throws InvalidOptionException as {@link QueryOptions#from}
     */
    public QueryOptions build() {
        return new QueryOptions(properties, instances);
    }

    QueryOptionsBuilder instances(Map<String, Supplier<?>> given) {
        given.forEach(this::instance);
        return this;
    }

    private QueryOptionsBuilder instance(String name, Supplier<?> supplier) {
        properties.remove(name);
        instances.put(name, supplier);
        return this;
    }
}
