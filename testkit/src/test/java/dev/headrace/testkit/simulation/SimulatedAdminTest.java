package dev.headrace.testkit.simulation;

import static dev.headrace.testkit.simulation.Samples.P0;
import static dev.headrace.testkit.simulation.Samples.member;
import static dev.headrace.testkit.simulation.Samples.poll;
import static dev.headrace.testkit.simulation.Samples.record;
import static dev.headrace.testkit.simulation.Samples.transactional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

class SimulatedAdminTest {

    private final SimulatedKafka kafka = SimulatedKafka.prompt();
    private final Admin admin = kafka.admin(Map.of());

    private static void assertFails(KafkaFuture<?> future, Class<? extends Throwable> cause) {
        assertThatThrownBy(future::get).hasCauseInstanceOf(cause);
    }

    private Producer<byte[], byte[]> openTransaction(String id) {
        Producer<byte[], byte[]> producer = kafka.producer(transactional(id));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record(P0, "a"));
        producer.flush();
        return producer;
    }

    @Test
    void createsDescribesAndDeletesTopics() throws Exception {
        admin.createTopics(List.of(new NewTopic("topic", 3, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();

        assertThat(admin.listTopics().names().get()).containsExactly("topic");
        assertThat(admin.describeTopics(List.of("topic"))
                        .allTopicNames()
                        .get()
                        .get("topic")
                        .partitions())
                .hasSize(3);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "topic");
        assertThat(admin.describeConfigs(List.of(resource))
                        .all()
                        .get()
                        .get(resource)
                        .get("cleanup.policy")
                        .value())
                .isEqualTo("compact");
        assertFails(
                admin.createTopics(List.of(new NewTopic("topic", 1, (short) 1))).all(), TopicExistsException.class);
        admin.deleteTopics(List.of("topic")).all().get();
        assertFails(admin.describeTopics(List.of("topic")).allTopicNames(), UnknownTopicOrPartitionException.class);
    }

    @Test
    void addsPartitionsAndChangesSettings() throws Exception {
        kafka.createTopic("topic", 1);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "topic");

        admin.createPartitions(Map.of("topic", NewPartitions.increaseTo(4)))
                .all()
                .get();
        admin.incrementalAlterConfigs(Map.of(
                        resource,
                        List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "5"), AlterConfigOp.OpType.SET))))
                .all()
                .get();

        assertThat(kafka.producer(Map.of()).partitionsFor("topic")).hasSize(4);
        assertThat(admin.describeConfigs(List.of(resource))
                        .all()
                        .get()
                        .get(resource)
                        .get("retention.ms")
                        .value())
                .isEqualTo("5");
    }

    @Test
    void listsOffsetsByIsolationLevel() throws Exception {
        kafka.createTopic("topic", 1);
        openTransaction("t");

        assertThat(admin.listOffsets(Map.of(P0, OffsetSpec.latest()))
                        .partitionResult(P0)
                        .get()
                        .offset())
                .isOne();
        assertThat(admin.listOffsets(
                                Map.of(P0, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .partitionResult(P0)
                        .get()
                        .offset())
                .isZero();
        assertThat(admin.listOffsets(Map.of(P0, OffsetSpec.forTimestamp(0)))
                        .partitionResult(P0)
                        .get()
                        .offset())
                .isZero();
    }

    @Test
    void deletesRecordsUpToAnOffset() throws Exception {
        kafka.createTopic("topic", 1);
        kafka.createTopic("table", 1, Map.of("cleanup.policy", "compact"));
        Producer<byte[], byte[]> producer = kafka.producer(Map.of());
        producer.send(record(P0, "a"));
        producer.send(record(P0, "b"));
        producer.flush();

        assertThat(admin.deleteRecords(Map.of(P0, RecordsToDelete.beforeOffset(1)))
                        .lowWatermarks()
                        .get(P0)
                        .get()
                        .lowWatermark())
                .isOne();
        assertThat(kafka.startOffset(P0)).isOne();
        assertFails(
                admin.deleteRecords(Map.of(P0, RecordsToDelete.beforeOffset(9))).all(),
                OffsetOutOfRangeException.class);
        var table = new org.apache.kafka.common.TopicPartition("table", 0);
        assertFails(
                admin.deleteRecords(Map.of(table, RecordsToDelete.beforeOffset(0)))
                        .all(),
                PolicyViolationException.class);
    }

    @Test
    void readsAndChangesTheOffsetsOfAGroup() throws Exception {
        kafka.createTopic("topic", 1);
        admin.alterConsumerGroupOffsets("g", Map.of(P0, new OffsetAndMetadata(5)))
                .all()
                .get();

        assertThat(admin.listConsumerGroupOffsets("g")
                        .partitionsToOffsetAndMetadata()
                        .get())
                .containsEntry(P0, new OffsetAndMetadata(5));
        admin.deleteConsumerGroupOffsets("g", Set.of(P0)).all().get();
        assertThat(admin.listConsumerGroupOffsets("g")
                        .partitionsToOffsetAndMetadata()
                        .get())
                .isEmpty();
    }

    @Test
    void describesAGroupAndRemovesItsMembers() throws Exception {
        kafka.createTopic("topic", 1);
        Consumer<byte[], byte[]> consumer = kafka.consumer(member("g"));
        consumer.subscribe(List.of("topic"));
        poll(consumer);

        var description = admin.describeConsumerGroups(List.of("g")).all().get().get("g");
        assertThat(description.groupState()).isEqualTo(GroupState.STABLE);
        assertThat(description.members()).singleElement().satisfies(member -> assertThat(
                        member.assignment().topicPartitions())
                .containsExactly(P0));
        assertThat(admin.listGroups().all().get()).singleElement().satisfies(listing -> assertThat(listing.groupId())
                .isEqualTo("g"));
        assertFails(admin.deleteConsumerGroups(List.of("g")).all(), GroupNotEmptyException.class);

        admin.removeMembersFromConsumerGroup("g", new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
        admin.deleteConsumerGroups(List.of("g")).all().get();
        assertThat(admin.listGroups().all().get()).isEmpty();
    }

    @Test
    void findsAndEndsOpenTransactions() throws Exception {
        kafka.createTopic("topic", 1);
        Producer<byte[], byte[]> producer = openTransaction("t");

        assertThat(admin.listTransactions().all().get())
                .extracting(TransactionListing::state)
                .containsExactly(TransactionState.ONGOING);
        assertThat(admin.describeTransactions(List.of("t"))
                        .description("t")
                        .get()
                        .topicPartitions())
                .containsExactly(P0);
        ProducerState open = admin.describeProducers(List.of(P0))
                .partitionResult(P0)
                .get()
                .activeProducers()
                .get(0);
        assertThat(open.currentTransactionStartOffset()).hasValue(0);
        admin.abortTransaction(new AbortTransactionSpec(P0, open.producerId(), (short) open.producerEpoch(), 0))
                .all()
                .get();
        assertThat(kafka.lastStableOffset(P0)).isEqualTo(2);

        admin.fenceProducers(List.of("t")).all().get();
        assertThatThrownBy(producer::commitTransaction).isInstanceOf(ProducerFencedException.class);
    }

    @Test
    void tellsTheTransactionVersion() throws Exception {
        assertThat(admin.describeFeatures()
                        .featureMetadata()
                        .get()
                        .finalizedFeatures()
                        .get("transaction.version")
                        .maxVersionLevel())
                .isEqualTo((short) 2);
        assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }

    @Test
    void failsInTheFuture() throws Exception {
        kafka.inject(Faults.once(ClientSite.ADMIN_CREATE_TOPICS, 1, FaultOutcome.ERROR_WITH_EFFECT));

        assertFails(
                admin.createTopics(List.of(new NewTopic("topic", 1, (short) 1))).all(), TimeoutException.class);
        assertThat(admin.listTopics().names().get()).containsExactly("topic");
    }

    @Test
    void refusesByNameWhatIsNotSimulated() {
        assertThatThrownBy(admin::describeMetadataQuorum)
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessageContaining("describeMetadataQuorum");
    }
}
