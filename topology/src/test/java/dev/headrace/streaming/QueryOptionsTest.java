package dev.headrace.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.processor.FailOnInvalidTimestamp;
import dev.headrace.processor.LogAndContinueExceptionHandler;
import dev.headrace.processor.LogAndFailExceptionHandler;
import dev.headrace.processor.WallclockTimestampExtractor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryOptionsTest {

    private static QueryOptions with(Object... namesAndValues) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("application.id", "orders");
        properties.put("bootstrap.servers", "localhost:9092");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return QueryOptions.from(properties);
    }

    @Test
    void defaultsAreExactlyOnceAndContinuous() {
        QueryOptions options = with();

        assertThat(options.commitLog()).isEqualTo(CommitLog.kafka("orders", "localhost:9092"));
        assertThat(options.guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE);
        assertThat(options.trigger()).isEqualTo(Trigger.continuous(Duration.ofMillis(100)));
        assertThat(options.emission()).isEqualTo(Emission.PER_COMMIT);
        assertThat(options.workers()).isEqualTo(1);
        assertThat(options.stateDir()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "headrace"));
        assertThat(options.cacheBytesMax()).isEqualTo(10 * 1024 * 1024);
        assertThat(options.uncommittedBytesMax()).isEqualTo(64 * 1024 * 1024);
        assertThat(options.transactionTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.sessionTimeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(options.maxPollRecords()).isEqualTo(1000);
        assertThat(options.autoOffsetReset()).isEqualTo("earliest");
        assertThat(options.replicationFactor()).isEqualTo(-1);
        assertThat(options.staticMembership()).isFalse();
        assertThat(options.name()).isEmpty();
        assertThat(options.deadLetterTopic()).isEmpty();
        assertThat(options.defaultKeySerde()).isEmpty();
        assertThat(options.defaultTimestampExtractor()).isInstanceOf(FailOnInvalidTimestamp.class);
        assertThat(options.deserializationExceptionHandler()).isInstanceOf(LogAndFailExceptionHandler.class);
    }

    @Test
    void readsWhatAKafkaStreamsProgramPuts() {
        Properties props = new Properties();
        props.put(StreamsConfig.APPLICATION_ID_CONFIG, "wordcount");
        props.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "a:1,b:2");
        props.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "3");
        props.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        props.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 30_000);
        props.put(StreamsConfig.STATE_DIR_CONFIG, "/var/state");
        props.put(StreamsConfig.CACHE_MAX_BYTES_BUFFERING_CONFIG, 0);
        props.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.String().getClass());
        props.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class.getName());
        props.put(
                StreamsConfig.DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueExceptionHandler.class);
        props.put(StreamsConfig.consumerPrefix("max.poll.records"), 17);

        QueryOptions options = QueryOptions.from(props);

        assertThat(options.commitLog()).isEqualTo(CommitLog.kafka("wordcount", "a:1,b:2"));
        assertThat(options.workers()).isEqualTo(3);
        assertThat(options.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(options.trigger()).isEqualTo(Trigger.continuous(Duration.ofSeconds(30)));
        assertThat(options.emission()).isEqualTo(Emission.PER_UPDATE);
        assertThat(options.stateDir()).isEqualTo(Path.of("/var/state"));
        assertThat(options.cacheBytesMax()).isZero();
        assertThat(options.defaultKeySerde()).containsInstanceOf(Serdes.StringSerde.class);
        assertThat(options.defaultTimestampExtractor()).isInstanceOf(WallclockTimestampExtractor.class);
        assertThat(options.deserializationExceptionHandler()).isInstanceOf(LogAndContinueExceptionHandler.class);
        assertThat(options.maxPollRecords()).isEqualTo(17);
        assertThat(options.transactionTimeout()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void readsTheDefaultsOfProperties() {
        Properties defaults = new Properties();
        defaults.setProperty("application.id", "a");
        defaults.setProperty("num.stream.threads", "2");
        Properties props = new Properties(defaults);
        props.setProperty("bootstrap.servers", "b:1");
        props.setProperty("application.id", "own");

        QueryOptions options = QueryOptions.from(props);

        assertThat(options.commitLog()).isEqualTo(CommitLog.kafka("own", "b:1"));
        assertThat(options.workers()).isEqualTo(2);
    }

    @Test
    void builderSaysWhatPropertiesSay() {
        QueryOptions options = QueryOptions.builder()
                .name("email_traffic")
                .trigger(Trigger.processingTime("1 second"))
                .guarantee(Guarantee.AT_LEAST_ONCE)
                .commitLog(CommitLog.directory(Path.of("checkpoints/email")))
                .workers(4)
                .stateDir(Path.of("state"))
                .cacheBytesMax(5)
                .uncommittedBytesMax(6)
                .defaultValueSerde(Serdes::Long)
                .deserializationExceptionHandler(LogAndContinueExceptionHandler::new)
                .deadLetterTopic("dead")
                .replicationFactor(3)
                .sessionTimeout(Duration.ofSeconds(6))
                .maxPollRecords(7)
                .transactionTimeout(Duration.ofSeconds(20))
                .staticMembership()
                .build();

        assertThat(options.name()).contains("email_traffic");
        assertThat(options.trigger()).isEqualTo(Trigger.processingTime(Duration.ofSeconds(1)));
        assertThat(options.emission()).as("micro-batch").isEqualTo(Emission.PER_COMMIT);
        assertThat(options.commitLog()).isEqualTo(CommitLog.directory(Path.of("checkpoints/email")));
        assertThat(options.workers()).isEqualTo(4);
        assertThat(options.stateDir()).isEqualTo(Path.of("state"));
        assertThat(options.cacheBytesMax()).isEqualTo(5);
        assertThat(options.uncommittedBytesMax()).isEqualTo(6);
        assertThat(options.defaultValueSerde()).containsInstanceOf(Serdes.LongSerde.class);
        assertThat(options.deserializationExceptionHandler()).isInstanceOf(LogAndContinueExceptionHandler.class);
        assertThat(options.deadLetterTopic()).contains("dead");
        assertThat(options.replicationFactor()).isEqualTo(3);
        assertThat(options.sessionTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(options.consumerProperties()).containsEntry("session.timeout.ms", 6000);
        assertThat(options.maxPollRecords()).isEqualTo(7);
        assertThat(options.transactionTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.producerProperties()).containsEntry("transaction.timeout.ms", 20_000);
        assertThat(options.staticMembership()).isTrue();
    }

    @Test
    void changesAFewOptionsOfMany() {
        QueryOptions original = QueryOptions.builder()
                .commitLog(CommitLog.kafka("a", "b:1"))
                .workers(2)
                .defaultKeySerde(Serdes::String)
                .build();

        QueryOptions changed = original.toBuilder().workers(3).build();

        assertThat(original.workers()).isEqualTo(2);
        assertThat(changed.workers()).isEqualTo(3);
        assertThat(changed.commitLog()).isEqualTo(original.commitLog());
        assertThat(changed.defaultKeySerde()).containsInstanceOf(Serdes.StringSerde.class);
    }

    @Test
    void lastCallOfAnOptionHolds() {
        QueryOptions options = with().toBuilder()
                .defaultKeySerde(Serdes::String)
                .property(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.LongSerde.class)
                .property(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.LongSerde.class)
                .defaultValueSerde(Serdes::String)
                .build();

        assertThat(options.defaultKeySerde()).containsInstanceOf(Serdes.LongSerde.class);
        assertThat(options.defaultValueSerde()).containsInstanceOf(Serdes.StringSerde.class);
    }

    @Test
    void surfaceChoosesTheTriggerUnlessAsked() {
        Trigger micro = Trigger.processingTime(Duration.ZERO);

        assertThat(with().triggerOr(micro)).isEqualTo(micro);
        assertThat(with("trigger", "once").triggerOr(micro)).isEqualTo(Trigger.once());
        assertThat(with("commit.interval.ms", 5).triggerOr(micro)).isEqualTo(Trigger.continuous(Duration.ofMillis(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "at_least_once, continuous(PT1S), PER_UPDATE",
        "at_least_once, processingTime(PT1S), PER_COMMIT",
        "at_least_once, once, PER_COMMIT",
        "exactly_once_v2, continuous(PT1S), PER_COMMIT"
    })
    void emissionFollowsGuaranteeAndTrigger(String guarantee, String trigger, Emission expected) {
        assertThat(with("processing.guarantee", guarantee, "trigger", trigger).emission())
                .isEqualTo(expected);
        assertThat(with("processing.guarantee", guarantee, "trigger", trigger, "emission", "per_update")
                        .emission())
                .isEqualTo(Emission.PER_UPDATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuous(PT1S)", "processingTime(PT0S)", "once", "availableNow"})
    void refusesACommitIntervalThatContradictsTheTrigger(String trigger) {
        assertThatThrownBy(() -> with("trigger", trigger, "commit.interval.ms", 100))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContainingAll(
                        "Cannot use trigger " + trigger, "commit.interval.ms=100", "leave one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuous(100 milliseconds)", "processingTime(100 milliseconds)"})
    void takesACommitIntervalThatAgreesWithTheTrigger(String trigger) {
        assertThat(with("trigger", trigger, "commit.interval.ms", 100).trigger())
                .isEqualTo(Trigger.of(trigger));
    }

    @Test
    void refusesBothCommitLogs() {
        assertThatThrownBy(() -> with("checkpointLocation", "/cp"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContainingAll("application.id=orders", "checkpointLocation=/cp", "leave one of them out");
    }

    @Test
    void refusesNoCommitLogAndSaysWhatToWrite() {
        assertThatThrownBy(() -> QueryOptions.from(Map.of()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContainingAll("none is given", "application.id", "bootstrap.servers", "checkpointLocation");
        assertThatThrownBy(() -> QueryOptions.from(Map.of("bootstrap.servers", "a:1")))
                .hasMessageContaining("none is given");
        assertThatThrownBy(() -> QueryOptions.from(Map.of("application.id", "a")))
                .hasMessageContaining("bootstrap.servers is missing");
    }

    @Test
    void directoryLogMayReadFromKafka() {
        QueryOptions options =
                QueryOptions.from(Map.of("checkpointLocation", "file:///cp", "bootstrap.servers", "a:1"));

        assertThat(options.commitLog()).isEqualTo(CommitLog.directory("file:///cp"));
        assertThat(options.consumerProperties()).containsEntry("bootstrap.servers", "a:1");
    }

    @Test
    void directoryLogMayLieInAnyFileSystem() {
        QueryOptions options = QueryOptions.from(Map.of("checkpointLocation", "hdfs://host/cp"));

        assertThat(options.commitLog()).isEqualTo(CommitLog.directory("hdfs://host/cp"));
    }

    @Test
    void refusesADirectoryLogWithoutAPath() {
        assertThatThrownBy(() -> QueryOptions.from(Map.of("checkpointLocation", " ")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContainingAll("checkpointLocation", "blank");
    }

    @Test
    void refusesAnApplicationIdThatCannotNameTopics() {
        assertThatThrownBy(() -> with("application.id", "my app"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'my app'");
    }

    @ParameterizedTest
    @CsvSource({
        "num.stream.thread, num.stream.threads",
        "comit.interval.ms, commit.interval.ms",
        "checkpointlocation, checkpointLocation",
        "checkpoint.location, checkpointLocation",
        "processing.garantee, processing.guarantee",
        "aplication.id, application.id",
        "triger, trigger",
        "default.keys.serde, default.key.serde"
    })
    void refusesAMisspeltOptionWithTheNearName(String misspelt, String near) {
        assertThatThrownBy(() -> with(misspelt, "1"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Cannot use option '" + misspelt + "': there is none of that name, but there is '" + near
                        + "'");
    }

    @Test
    void tellsWhatHasNoEffect() {
        assertThat(with("linger.ms", 3, "max.task.idle.ms", 7, "num.standby.replicas", 1, "num.stream.threads", 2)
                        .withoutEffect())
                .containsExactly("max.task.idle.ms", "num.standby.replicas");
    }

    @Test
    void passesOnWhatItDoesNotKnow() {
        QueryOptions options = with(
                "schema.registry.url", "http://registry:8081",
                "security.protocol", "SSL",
                "ssl.truststore.location", "/t",
                "fetch.min.bytes", 7,
                "linger.ms", 3,
                "consumer.fetch.max.wait.ms", 1,
                "main.consumer.fetch.max.wait.ms", 2,
                "restore.consumer.fetch.max.wait.ms", 4,
                "producer.linger.ms", 5,
                "admin.retries", 6,
                "topic.segment.bytes", 8,
                "num.standby.replicas", 1);

        assertThat(options.consumerProperties())
                .containsEntry("schema.registry.url", "http://registry:8081")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.location", "/t")
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("fetch.min.bytes", 7)
                .containsEntry("fetch.max.wait.ms", 2)
                .doesNotContainKeys("linger.ms", "application.id", "num.standby.replicas", "segment.bytes", "retries");
        assertThat(options.restoreConsumerProperties()).containsEntry("fetch.max.wait.ms", 4);
        assertThat(options.globalConsumerProperties()).containsEntry("fetch.max.wait.ms", 1);
        assertThat(options.producerProperties())
                .containsEntry("linger.ms", 5)
                .containsEntry("schema.registry.url", "http://registry:8081")
                .doesNotContainKey("fetch.min.bytes");
        assertThat(options.adminProperties()).containsEntry("retries", 6).containsEntry("security.protocol", "SSL");
        assertThat(options.topicProperties()).containsOnly(Map.entry("segment.bytes", 8));
    }

    @Test
    void configuresSerdesAfreshWithAllProperties() {
        QueryOptions options =
                with("default.value.serde", RegistrySerde.class, "schema.registry.url", "http://registry:8081");

        Serde<?> serde = options.defaultValueSerde().orElseThrow();

        assertThat(serde).isInstanceOfSatisfying(RegistrySerde.class, configured -> {
            assertThat(configured.url).isEqualTo("http://registry:8081");
            assertThat(configured.forKeys).isFalse();
        });
        assertThat(options.defaultValueSerde().orElseThrow()).isNotSameAs(serde);
    }

    @ParameterizedTest
    @CsvSource({
        "consumer.enable.auto.commit, true",
        "enable.idempotence, false",
        "producer.transactional.id, x",
        "partition.assignment.strategy, x",
        "main.consumer.isolation.level, READ_UNCOMMITTED",
        "group.id, other",
        "consumer.group.instance.id, me"
    })
    void refusesWhatTheEngineSets(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(name);
    }

    @Test
    void takesWhatAgreesWithTheEngine() {
        assertThat(with("group.id", "orders", "enable.auto.commit", false, "isolation.level", "read_committed")
                        .workers())
                .isEqualTo(1);
        assertThat(with("isolation.level", "read_uncommitted", "processing.guarantee", "at_least_once")
                        .consumerProperties())
                .containsEntry("isolation.level", "read_uncommitted");
    }

    @ParameterizedTest
    @CsvSource({
        "num.stream.threads, 0",
        "num.stream.threads, many",
        "processing.guarantee, exactly_once",
        "emission, never",
        "trigger, sometimes",
        "default.key.serde, java.lang.String",
        "default.key.serde, no.such.Class",
        "deserialization.exception.handler, org.apache.kafka.streams.errors.LogAndContinueExceptionHandler"
    })
    void refusesMalformedValuesByName(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(value);
    }

    @Test
    void refusesATransactionTimeoutBelowTheCommitInterval() {
        assertThatThrownBy(() -> with("commit.interval.ms", 60_000, "transaction.timeout.ms", 60_000))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("transaction.timeout.ms=60000");
        assertThat(with("commit.interval.ms", 60_000).transactionTimeout()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void hidesSecrets() {
        QueryOptions options = with(
                "sasl.jaas.config", "jaas-s3cret",
                "ssl.key.password", "key-s3cret",
                "consumer.ssl.keystore.password", "store-s3cret",
                "my.client.secret", "client-s3cret",
                "bearer.auth.token", "token-s3cret",
                "basic.auth.user.info", "user:info-s3cret",
                "eventhubs.connectionString", "Endpoint=sb://x/;SharedAccessKey=sas-s3cret",
                "schema.registry.url", "http://user:url-s3cret@registry:8081",
                "jdbc.url", "jdbc:x://db;user=a;password=db-s3cret",
                "sasl.oauthbearer.token.endpoint.url", "https://login");

        assertThat(options.toString() + options.describe())
                .doesNotContain("s3cret")
                .contains("schema.registry.url=http://[hidden]@registry:8081")
                .contains("sasl.jaas.config=[hidden]")
                .contains("sasl.oauthbearer.token.endpoint.url=https://login")
                .contains("application.id=orders");
        assertThat(options.consumerProperties()).containsEntry("ssl.keystore.password", "store-s3cret");
    }

    /** A serde that needs a property that Headrace does not know. */
    public static final class RegistrySerde extends Serdes.WrapperSerde<String> {

        private Object url = "";
        private boolean forKeys = true;

        public RegistrySerde() {
            super(new StringSerializer(), new StringDeserializer());
        }

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            url = configs.get("schema.registry.url");
            forKeys = isKey;
        }
    }
}
