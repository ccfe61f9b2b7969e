package dev.headrace.testkit.simulation;

import static dev.headrace.testkit.simulation.Samples.P0;
import static dev.headrace.testkit.simulation.Samples.P1;
import static dev.headrace.testkit.simulation.Samples.committedReader;
import static dev.headrace.testkit.simulation.Samples.member;
import static dev.headrace.testkit.simulation.Samples.poll;
import static dev.headrace.testkit.simulation.Samples.reader;
import static dev.headrace.testkit.simulation.Samples.record;
import static dev.headrace.testkit.simulation.Samples.transactional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedTransactionsTest {

    private final SimulatedKafka kafka = SimulatedKafka.prompt();

    @BeforeEach
    void createTopic() {
        kafka.createTopic("topic", 2);
    }

    private Producer<byte[], byte[]> initialised(SimulatedProcess process, String id) {
        Producer<byte[], byte[]> producer = process.producer(transactional(id));
        producer.initTransactions();
        return producer;
    }

    private Producer<byte[], byte[]> initialised(String id) {
        return initialised(kafka.process("main"), id);
    }

    private Consumer<byte[], byte[]> assigned(Map<String, Object> config, TopicPartition... partitions) {
        Consumer<byte[], byte[]> consumer = kafka.process("reader").consumer(config);
        consumer.assign(List.of(partitions));
        return consumer;
    }

    private void transaction(Producer<byte[], byte[]> producer, String... values) {
        producer.beginTransaction();
        for (String value : values) {
            producer.send(record(P0, value));
        }
        producer.commitTransaction();
    }

    private Map<TopicPartition, OffsetAndMetadata> offset(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset));
    }

    @Test
    void showsARecordOnlyAfterItsCommit() {
        Producer<byte[], byte[]> producer = initialised("t");
        Consumer<byte[], byte[]> committed = assigned(committedReader(), P0);
        Consumer<byte[], byte[]> uncommitted = assigned(reader(), P0);

        producer.beginTransaction();
        producer.send(record(P0, "a"));
        producer.flush();

        assertThat(poll(committed)).isEmpty();
        assertThat(poll(uncommitted)).containsExactly("a");
        assertThat(kafka.lastStableOffset(P0)).isZero();

        producer.commitTransaction();

        assertThat(poll(committed)).containsExactly("a");
        assertThat(kafka.lastStableOffset(P0)).isEqualTo(2);
    }

    @Test
    void hidesAbortedRecordsAndMovesThePositionPastThemAndTheMarker() {
        Producer<byte[], byte[]> producer = initialised("t");
        Consumer<byte[], byte[]> consumer = assigned(committedReader(), P0);

        producer.beginTransaction();
        producer.send(record(P0, "a"));
        producer.flush();
        producer.abortTransaction();

        assertThat(poll(consumer)).isEmpty();
        assertThat(consumer.position(P0)).isEqualTo(2);

        transaction(producer, "b", "c");

        assertThat(poll(consumer)).containsExactly("b", "c");
        assertThat(consumer.position(P0)).isEqualTo(5);
        assertThat(consumer.endOffsets(List.of(P0))).containsEntry(P0, 5L);
    }

    @Test
    void stopsReadersOfCommittedRecordsAtTheOldestOpenTransaction() {
        Producer<byte[], byte[]> first = initialised("first");
        Producer<byte[], byte[]> second = initialised("second");
        Consumer<byte[], byte[]> consumer = assigned(committedReader(), P0);

        first.beginTransaction();
        first.send(record(P0, "open"));
        first.flush();
        transaction(second, "done");

        assertThat(poll(consumer)).isEmpty();
        assertThat(consumer.endOffsets(List.of(P0))).containsEntry(P0, 0L);
        assertThat(kafka.highWatermark(P0)).isEqualTo(3);

        first.commitTransaction();

        assertThat(poll(consumer)).containsExactly("open", "done");
    }

    @Test
    void abortDropsWhatWasNotSentYet() throws Exception {
        Producer<byte[], byte[]> producer = initialised("t");
        producer.beginTransaction();
        Future<RecordMetadata> unsent = producer.send(record(P0, "a"));

        producer.abortTransaction();

        assertThatThrownBy(unsent::get).hasCauseInstanceOf(TransactionAbortedException.class);
        assertThat(kafka.highWatermark(P0)).isZero();
    }

    @Test
    void runsCallbacksInsideOfFlush() {
        Producer<byte[], byte[]> producer = initialised("t");
        List<Long> offsets = new ArrayList<>();
        producer.beginTransaction();
        producer.send(record(P0, "a"), (metadata, error) -> offsets.add(metadata.offset()));
        producer.send(record(P0, "b"), (metadata, error) -> offsets.add(metadata.offset()));

        assertThat(offsets).isEmpty();
        producer.flush();
        assertThat(offsets).containsExactly(0L, 1L);
    }

    @Test
    void waitingForASendMakesItHappen() throws Exception {
        Producer<byte[], byte[]> producer = kafka.producer(Map.of());

        assertThat(producer.send(record(P1, "a")).get().offset()).isZero();
        assertThat(producer.send(record(P1, "b")).get().offset()).isOne();
    }

    @Test
    void fencesTheOlderProducerOfTheSameId() {
        Producer<byte[], byte[]> older = initialised("t");
        older.beginTransaction();
        older.send(record(P0, "older"));
        older.flush();
        Producer<byte[], byte[]> newer = initialised("t");

        assertThatThrownBy(older::commitTransaction).isInstanceOf(ProducerFencedException.class);
        assertThatThrownBy(older::beginTransaction).isInstanceOf(ProducerFencedException.class);
        transaction(newer, "newer");

        assertThat(poll(assigned(committedReader(), P0))).containsExactly("newer");
    }

    @Test
    void refusesTheFirstBatchOfAFencedProducer() {
        Producer<byte[], byte[]> older = initialised("t");
        initialised("t");
        older.beginTransaction();
        older.send(record(P0, "a"));

        assertThatThrownBy(older::commitTransaction).isInstanceOf(InvalidProducerEpochException.class);
        assertThatThrownBy(older::abortTransaction).isInstanceOf(ProducerFencedException.class);
    }

    @Test
    void abortsATransactionThatIsOlderThanItsTimeout() {
        Producer<byte[], byte[]> producer =
                kafka.producer(Map.of("transactional.id", "t", "transaction.timeout.ms", 1_000));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record(P0, "a"));
        producer.flush();

        kafka.advance(Duration.ofMillis(999));
        assertThat(kafka.lastStableOffset(P0)).isZero();
        kafka.advance(Duration.ofMillis(1));
        assertThat(kafka.lastStableOffset(P0)).isEqualTo(2);

        assertThatThrownBy(producer::commitTransaction).isInstanceOf(InvalidTxnStateException.class);
        assertThatThrownBy(producer::abortTransaction).isInstanceOf(KafkaException.class);
        assertThat(poll(assigned(committedReader(), P0))).isEmpty();
    }

    @Test
    void goesOnWithTheSameProducerAfterATimeoutThatItAnswersWithAnAbort() {
        Producer<byte[], byte[]> producer =
                kafka.producer(Map.of("transactional.id", "t", "transaction.timeout.ms", 1_000));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record(P0, "a"));
        producer.flush();
        kafka.advance(Duration.ofSeconds(1));

        producer.abortTransaction();
        transaction(producer, "b");

        assertThat(poll(assigned(committedReader(), P0))).containsExactly("b");
    }

    @Test
    void leavesTheTransactionOfADeadProcessOpenUntilItsSuccessorStarts() {
        SimulatedProcess first = kafka.process("app");
        Producer<byte[], byte[]> producer = initialised(first, "t");
        producer.beginTransaction();
        producer.send(record(P0, "lost"));
        producer.flush();
        first.crash();

        assertThatThrownBy(producer::commitTransaction).isInstanceOf(SimulatedCrash.class);
        assertThat(kafka.lastStableOffset(P0)).isZero();

        initialised(kafka.process("app"), "t");

        assertThat(kafka.lastStableOffset(P0))
                .isEqualTo(kafka.highWatermark(P0))
                .isEqualTo(2);
    }

    @Test
    void keepsACommitPendingWhoseAnswerWasLost() {
        kafka.inject(Faults.once(ClientSite.PRODUCER_COMMIT, 1, FaultOutcome.ERROR_WITH_EFFECT));
        Producer<byte[], byte[]> producer = initialised("t");
        producer.beginTransaction();
        producer.send(record(P0, "a"));

        assertThatThrownBy(producer::commitTransaction).isInstanceOf(TimeoutException.class);
        assertThat(poll(assigned(committedReader(), P0))).containsExactly("a");
        assertThatThrownBy(producer::abortTransaction)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be retried");
        producer.commitTransaction();
        transaction(producer, "b");

        assertThat(poll(assigned(committedReader(), P0))).containsExactly("a", "b");
    }

    @Test
    void commitsWhenACommitIsRepeatedThatNeverArrived() {
        kafka.inject(Faults.once(ClientSite.PRODUCER_COMMIT, 1, FaultOutcome.ERROR_WITHOUT_EFFECT));
        Producer<byte[], byte[]> producer = initialised("t");
        producer.beginTransaction();
        producer.send(record(P0, "a"));

        assertThatThrownBy(producer::commitTransaction).isInstanceOf(TimeoutException.class);
        assertThat(poll(assigned(committedReader(), P0))).isEmpty();
        producer.commitTransaction();

        assertThat(poll(assigned(committedReader(), P0))).containsExactly("a");
    }

    @Test
    void abortsACommitThatNeverArrivedWhenTheSuccessorStarts() {
        kafka.inject(Faults.once(ClientSite.PRODUCER_COMMIT, 1, FaultOutcome.ERROR_WITHOUT_EFFECT));
        Producer<byte[], byte[]> producer = initialised("t");
        producer.beginTransaction();
        producer.send(record(P0, "a"));
        producer.flush();
        assertThatThrownBy(producer::commitTransaction).isInstanceOf(TimeoutException.class);

        producer.close(Duration.ZERO);
        initialised("t");

        assertThat(poll(assigned(committedReader(), P0))).isEmpty();
        assertThat(kafka.lastStableOffset(P0)).isEqualTo(2);
    }

    @Test
    void abortsTheTransactionOfAProducerThatIsClosedInPeace() {
        Producer<byte[], byte[]> producer = initialised("t");
        producer.beginTransaction();
        producer.send(record(P0, "a"));

        producer.close();

        assertThat(kafka.highWatermark(P0)).isEqualTo(2);
        assertThat(poll(assigned(committedReader(), P0))).isEmpty();
    }

    @Test
    void turnsALostBatchIntoAnErrorThatAnAbortHeals() {
        kafka.inject(Faults.once(ClientSite.PRODUCER_BATCH, 1, FaultOutcome.ERROR_WITH_EFFECT));
        Producer<byte[], byte[]> producer = initialised("t");
        producer.beginTransaction();
        Future<RecordMetadata> lost = producer.send(record(P0, "a"));
        producer.flush();

        assertThatThrownBy(lost::get).hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(producer::commitTransaction)
                .isExactlyInstanceOf(KafkaException.class)
                .hasCauseInstanceOf(TransactionAbortableException.class);
        producer.abortTransaction();
        transaction(producer, "b");

        assertThat(poll(assigned(committedReader(), P0))).containsExactly("b");
        assertThat(kafka.highWatermark(P0)).isEqualTo(4);
    }

    @Test
    void commitsOffsetsWithTheTransactionAndNotBefore() {
        Producer<byte[], byte[]> producer = initialised("t");
        Consumer<byte[], byte[]> consumer = kafka.consumer(member("g"));
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(offset(P0, 7), consumer.groupMetadata());

        assertThatThrownBy(() -> consumer.committed(Set.of(P0))).isInstanceOf(TimeoutException.class);
        assertThat(consumer.committed(Set.of(P1))).containsEntry(P1, null);
        producer.commitTransaction();

        assertThat(consumer.committed(Set.of(P0))).containsEntry(P0, new OffsetAndMetadata(7));
    }

    @Test
    void dropsTheOffsetsOfAnAbortedTransaction() {
        Producer<byte[], byte[]> producer = initialised("t");
        Consumer<byte[], byte[]> consumer = kafka.consumer(member("g"));
        consumer.assign(List.of(P0));
        consumer.commitSync(offset(P0, 3));
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(offset(P0, 7), consumer.groupMetadata());
        producer.abortTransaction();

        assertThat(consumer.committed(Set.of(P0))).containsEntry(P0, new OffsetAndMetadata(3));
    }

    @Test
    void refusesOffsetsOfAMemberThatTheGroupDoesNotKnowAndGoesOnAfterAnAbort() {
        Producer<byte[], byte[]> producer = initialised("t");
        Consumer<byte[], byte[]> consumer = kafka.consumer(member("g"));
        consumer.subscribe(List.of("topic"));
        poll(consumer);
        ConsumerGroupMetadata stale = consumer.groupMetadata();
        consumer.close();

        producer.beginTransaction();
        assertThatThrownBy(() -> producer.sendOffsetsToTransaction(offset(P0, 7), stale))
                .isInstanceOf(CommitFailedException.class);
        assertThatThrownBy(producer::commitTransaction).isInstanceOf(KafkaException.class);
        producer.abortTransaction();
        transaction(producer, "after");

        assertThat(poll(assigned(committedReader(), P0))).containsExactly("after");
    }

    @Test
    void anEmptyMapOfOffsetsFencesNothing() {
        Producer<byte[], byte[]> older = initialised("t");
        older.beginTransaction();
        initialised("t");

        older.sendOffsetsToTransaction(Map.of(), kafka.consumer(member("g")).groupMetadata());
        older.commitTransaction();

        assertThat(kafka.highWatermark(P0)).isZero();
    }

    @Test
    void goesOnWithANewProducerIdWhenTheEpochsAreUsedUp() {
        Producer<byte[], byte[]> producer = initialised("t");
        int transactions = Short.MAX_VALUE + 10;
        for (int i = 0; i < transactions; i++) {
            transaction(producer, "a");
        }

        assertThat(kafka.lastStableOffset(P0)).isEqualTo(2L * transactions);
    }

    @Test
    void refusesAProducerWhoseIdHasExpired() {
        Producer<byte[], byte[]> producer = initialised("t");
        transaction(producer, "a");
        kafka.expireTransactionalId("t");
        producer.beginTransaction();
        producer.send(record(P0, "b"));

        assertThatThrownBy(producer::commitTransaction).isInstanceOf(InvalidPidMappingException.class);
        assertThatThrownBy(producer::abortTransaction).isInstanceOf(KafkaException.class);
    }

    @Test
    void demandsTheCallsInTheirOrder() {
        Producer<byte[], byte[]> plain = kafka.producer(Map.of());
        Producer<byte[], byte[]> producer = kafka.producer(transactional("t"));

        assertThatThrownBy(plain::initTransactions).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(producer::beginTransaction).isInstanceOf(IllegalStateException.class);
        producer.initTransactions();
        assertThatThrownBy(producer::initTransactions).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> producer.send(record(P0, "a"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(producer::commitTransaction).isInstanceOf(IllegalStateException.class);
        producer.beginTransaction();
        assertThatThrownBy(producer::beginTransaction).isInstanceOf(IllegalStateException.class);
        producer.commitTransaction();
        producer.close();
        assertThatThrownBy(producer::beginTransaction).isInstanceOf(IllegalStateException.class);
    }
}
