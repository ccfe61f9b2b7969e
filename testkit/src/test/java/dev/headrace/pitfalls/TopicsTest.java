package dev.headrace.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.errors.StreamsException;
import dev.headrace.streaming.QueryOptionsBuilder;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told or refused at the start, about brokers, topics and options: rows 7, 11 and 30. */
class TopicsTest {

    private final SimulatedKafka.Builder cluster = SimulatedKafka.builder().startMs(1_800_000_000_000L);

    private static Application application(SimulatedKafka kafka) {
        return application(kafka, options -> {});
    }

    private static Application application(SimulatedKafka kafka, Consumer<QueryOptionsBuilder> options) {
        return Application.over(kafka, 1, options);
    }

    private static List<String> warnings(Application application) {
        return application.start("one").setup().warnings();
    }

    @Test
    void nothingIsToldWhereNothingIsWrong() {
        assertThat(warnings(application(cluster.build()))).isEmpty();
    }

    /** Row 7: whoever takes over waits for the transaction of a worker that was put out of the group before it ended. */
    @Test
    void transactionThatOutlivesMembershipIsTold() {
        assertThat(warnings(application(cluster.build(), options -> options.transactionTimeout(Duration.ofSeconds(30))
                        .property("consumer.max.poll.interval.ms", 20_000))))
                .singleElement()
                .asString()
                .contains("transaction.timeout.ms=30000 is not below max.poll.interval.ms=20000")
                .contains("Raise max.poll.interval.ms");
    }

    /** Row 11: brokers whose transactions can be hit by a request of the one before. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void brokersThatMixUpTransactionsAreTold(int version) {
        assertThat(warnings(
                        application(cluster.announceTransactionVersion(version).build())))
                .singleElement()
                .asString()
                .contains("The brokers have transaction.version=" + version)
                .contains("--feature transaction.version=2");
    }

    /** Row 30. */
    @Test
    void topicsOfOneReplicaAmongSeveralBrokersAreTold() {
        assertThat(warnings(application(cluster.brokers(3).build())))
                .singleElement()
                .asString()
                .contains("[app-checkpoint, app-counts-changelog, out] have one replica each")
                .contains("Give them three");
    }

    /** Row 30: with three replicas, two have to have what is committed. */
    @Test
    void internalTopicsOfThreeReplicasNeedTwoInSync() throws Exception {
        SimulatedKafka kafka = cluster.brokers(3).build();
        Application application = application(kafka, options -> options.replicationFactor(3));
        assertThat(warnings(application)).singleElement().asString().contains("topics [out] have one replica");
        try (Admin admin = kafka.admin(Map.of())) {
            ConfigResource changelog = new ConfigResource(ConfigResource.Type.TOPIC, Application.CHANGELOG.topic());
            assertThat(admin.describeConfigs(List.of(changelog))
                            .all()
                            .get()
                            .get(changelog)
                            .get("min.insync.replicas")
                            .value())
                    .isEqualTo("2");
        }
    }

    /** Row 30: acknowledged by one of three is not committed by two. */
    @Test
    void topicsThatOneReplicaMayAcknowledgeAreTold() {
        SimulatedKafka kafka = cluster.brokers(3).build();
        Application application =
                application(kafka, options -> options.replicationFactor(3).property("topic.min.insync.replicas", 1));

        assertThat(warnings(application)).anySatisfy(warning -> assertThat(warning)
                .contains("[app-checkpoint, app-counts-changelog] have min.insync.replicas=1")
                .contains("Set min.insync.replicas=2"));
    }

    /** Row 30. */
    @Test
    void topicsWhoseLeaderMayHaveMissedCommitsAreTold() {
        Application application = application(
                cluster.build(), options -> options.property("topic.unclean.leader.election.enable", "true"));

        assertThat(warnings(application))
                .singleElement()
                .asString()
                .contains("[app-checkpoint, app-counts-changelog] have unclean.leader.election.enable=true")
                .contains("Set it to false");
    }

    /** Row 30: a topic that takes no writes is refused at the start, not found out by time-outs. */
    @Test
    void topicsThatTakeNoWritesAreRefused() {
        Application application =
                application(cluster.build(), options -> options.property("topic.min.insync.replicas", 2));

        assertThatThrownBy(() -> application.start("one"))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("no record can be written to topic app-c")
                .hasMessageContaining("min.insync.replicas=2 and a replication factor of 1")
                .hasMessageContaining("Lower the one");
    }

    /** Row 30. */
    @Test
    void moreReplicasThanBrokersAreRefused() {
        Application application = application(cluster.build(), options -> options.replicationFactor(3));

        assertThatThrownBy(() -> application.start("one"))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("with replication.factor=3")
                .hasMessageContaining("no more than there are brokers");
    }

    /** Row 30: positions and state that a broker deletes after a week are not kept. */
    @ParameterizedTest
    @ValueSource(strings = {"delete", "compact,delete"})
    void internalTopicsThatForgetAreRefused(String policy) throws Exception {
        SimulatedKafka kafka = cluster.build();
        Application application = application(kafka);
        Instance instance = application.start("one");
        application.untilRunning();
        instance.stop();
        try (Admin admin = kafka.admin(Map.of())) {
            ConfigResource checkpoint = new ConfigResource(ConfigResource.Type.TOPIC, Application.CHECKPOINT.topic());
            admin.incrementalAlterConfigs(Map.of(
                            checkpoint,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("cleanup.policy", policy), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }

        assertThatThrownBy(instance::start)
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("internal topic app-checkpoint has cleanup.policy=" + policy)
                .hasMessageContaining("Set cleanup.policy=compact");
    }
}
