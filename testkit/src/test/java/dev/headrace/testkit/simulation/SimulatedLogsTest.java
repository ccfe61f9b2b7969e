package dev.headrace.testkit.simulation;

import static dev.headrace.testkit.simulation.Samples.P0;
import static dev.headrace.testkit.simulation.Samples.P1;
import static dev.headrace.testkit.simulation.Samples.bytes;
import static dev.headrace.testkit.simulation.Samples.committedReader;
import static dev.headrace.testkit.simulation.Samples.poll;
import static dev.headrace.testkit.simulation.Samples.pollRecords;
import static dev.headrace.testkit.simulation.Samples.reader;
import static dev.headrace.testkit.simulation.Samples.record;
import static dev.headrace.testkit.simulation.Samples.text;
import static dev.headrace.testkit.simulation.Samples.transactional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedLogsTest {

    private static final TopicPartition TABLE = new TopicPartition("table", 0);

    private final SimulatedKafka kafka = SimulatedKafka.builder().startMs(1_000).build();
    private final Producer<byte[], byte[]> producer = kafka.producer(Map.of());

    @BeforeEach
    void createTopics() {
        kafka.createTopic("topic", 2);
        kafka.createTopic("table", 1, Map.of("cleanup.policy", "compact", "delete.retention.ms", "5000"));
    }

    private Consumer<byte[], byte[]> assigned(Map<String, Object> config, TopicPartition... partitions) {
        Consumer<byte[], byte[]> consumer = kafka.consumer(config);
        consumer.assign(List.of(partitions));
        return consumer;
    }

    private void write(TopicPartition partition, String... values) {
        for (String value : values) {
            producer.send(record(partition, value));
        }
        producer.flush();
    }

    private List<Long> offsets(TopicPartition partition) {
        return pollRecords(assigned(reader(), partition)).stream()
                .map(ConsumerRecord::offset)
                .toList();
    }

    @Test
    void keepsHeadersAndTimestamps() {
        producer.send(new ProducerRecord<>(
                "topic", 0, 77L, bytes("k"), bytes("v"), List.of(new RecordHeader("h", bytes("x")))));
        producer.send(record(P0, "now"));

        List<ConsumerRecord<byte[], byte[]>> records = pollRecords(assigned(reader(), P0));

        assertThat(records).extracting(ConsumerRecord::timestamp).containsExactly(77L, 1_000L);
        assertThat(text(records.get(0).headers().lastHeader("h").value())).isEqualTo("x");
        assertThat(records.get(0).serializedKeySize()).isOne();
    }

    @Test
    void returnsNoMoreThanAskedFor() {
        write(P0, "a", "b", "c");
        Map<String, Object> config = reader();
        config.put("max.poll.records", "2");
        Consumer<byte[], byte[]> consumer = assigned(config, P0);

        assertThat(poll(consumer)).containsExactly("a", "b");
        assertThat(poll(consumer)).containsExactly("c");
    }

    @Test
    void readsNothingFromPausedPartitions() {
        write(P0, "a");
        write(P1, "b");
        Consumer<byte[], byte[]> consumer = assigned(reader(), P0, P1);
        consumer.pause(List.of(P0));

        assertThat(poll(consumer)).containsExactly("b");
        assertThat(consumer.paused()).containsExactly(P0);
        consumer.resume(List.of(P0));
        assertThat(poll(consumer)).containsExactly("a");
    }

    @Test
    void seeksToOffsetsBeginningAndEnd() {
        write(P0, "a", "b", "c");
        Consumer<byte[], byte[]> consumer = assigned(reader(), P0);

        consumer.seek(P0, 1);
        assertThat(poll(consumer)).containsExactly("b", "c");
        consumer.seekToBeginning(List.of(P0));
        assertThat(consumer.position(P0)).isZero();
        consumer.seekToEnd(List.of(P0));
        assertThat(consumer.position(P0)).isEqualTo(3);
        assertThat(poll(consumer)).isEmpty();
    }

    @Test
    void findsOffsetsByTime() {
        producer.send(new ProducerRecord<>("topic", 0, 10L, bytes("a"), bytes("a")));
        producer.send(new ProducerRecord<>("topic", 0, 20L, bytes("b"), bytes("b")));
        producer.flush();
        Consumer<byte[], byte[]> consumer = assigned(reader(), P0);

        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(Map.of(P0, 11L));

        assertThat(found.get(P0).offset()).isOne();
        assertThat(found.get(P0).timestamp()).isEqualTo(20);
        assertThat(consumer.offsetsForTimes(Map.of(P0, 21L))).containsEntry(P0, null);
    }

    @Test
    void keepsTheNewestRecordOfEachKeyWithItsOffset() {
        write(TABLE, "a", "b", "a");

        kafka.compact("table");

        assertThat(offsets(TABLE)).containsExactly(1L, 2L);
        assertThat(kafka.highWatermark(TABLE)).isEqualTo(3);
    }

    @Test
    void removesATombstoneOnlyAfterItsTime() {
        write(TABLE, "a");
        producer.send(record(TABLE, "a", null));
        producer.flush();

        kafka.compact("table");
        assertThat(offsets(TABLE)).containsExactly(1L);
        kafka.advance(Duration.ofMillis(4_999));
        kafka.compact("table");
        assertThat(offsets(TABLE)).containsExactly(1L);
        kafka.advance(Duration.ofMillis(1));
        kafka.compact("table");
        assertThat(offsets(TABLE)).isEmpty();
    }

    @Test
    void compactsNothingBeyondTheLastStableOffset() {
        write(TABLE, "a");
        Producer<byte[], byte[]> transactional = kafka.producer(transactional("t"));
        transactional.initTransactions();
        transactional.beginTransaction();
        transactional.send(record(TABLE, "a"));
        transactional.flush();
        write(TABLE, "a");

        kafka.compact("table");
        assertThat(offsets(TABLE)).containsExactly(0L, 1L, 2L);

        transactional.abortTransaction();
        kafka.compact("table");
        assertThat(offsets(TABLE)).containsExactly(2L);
        assertThat(poll(assigned(committedReader(), TABLE))).containsExactly("a");
    }

    @Test
    void refusesARecordWithoutKeyInACompactedTopic() {
        assertThatThrownBy(() ->
                        producer.send(new ProducerRecord<>("table", bytes("v"))).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InvalidRecordException.class);
    }

    @Test
    void startsOverWhenThePositionWasTruncated() {
        write(P0, "a", "b", "c");
        Consumer<byte[], byte[]> consumer = assigned(reader(), P0);
        consumer.seek(P0, 0);
        kafka.truncateBefore(P0, 2);

        assertThat(poll(consumer)).containsExactly("c");
        assertThat(consumer.beginningOffsets(List.of(P0))).containsEntry(P0, 2L);
    }

    @Test
    void failsWhenThePositionWasTruncatedAndThereIsNoResetRule() {
        write(P0, "a", "b", "c");
        Consumer<byte[], byte[]> consumer = assigned(Map.of("auto.offset.reset", "none"), P0);

        assertThatThrownBy(() -> poll(kafkaConsumerOfGroupWithoutOffsets()))
                .isInstanceOf(NoOffsetForPartitionException.class);
        consumer.seek(P0, 0);
        kafka.truncateBefore(P0, 2);
        assertThatThrownBy(() -> poll(consumer))
                .isInstanceOfSatisfying(OffsetOutOfRangeException.class, e -> assertThat(e.offsetOutOfRangePartitions())
                        .containsEntry(P0, 0L));
        consumer.seek(P0, 9);
        assertThatThrownBy(() -> poll(consumer)).isInstanceOf(OffsetOutOfRangeException.class);
    }

    private Consumer<byte[], byte[]> kafkaConsumerOfGroupWithoutOffsets() {
        return assigned(Map.of("auto.offset.reset", "none", "group.id", "new"), P0);
    }

    @Test
    void sendsToWhereItCanOnly() {
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("nowhere", bytes("v")))
                        .get())
                .hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> producer.send(record(new TopicPartition("topic", 5), "v"))
                        .get())
                .hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("topic", new byte[2_000_000]))
                        .get())
                .hasCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void sendsEqualKeysToTheSamePartitionAndOthersRoundAbout() throws Exception {
        int first = producer.send(new ProducerRecord<>("topic", bytes("key"), bytes("v")))
                .get()
                .partition();
        int second = producer.send(new ProducerRecord<>("topic", bytes("key"), bytes("v")))
                .get()
                .partition();
        int third =
                producer.send(new ProducerRecord<>("topic", bytes("v"))).get().partition();
        int fourth =
                producer.send(new ProducerRecord<>("topic", bytes("v"))).get().partition();

        assertThat(first).isEqualTo(second);
        assertThat(third).isNotEqualTo(fourth);
    }

    @Test
    void wakesUpOnce() {
        Consumer<byte[], byte[]> consumer = assigned(reader(), P0);
        consumer.wakeup();

        assertThatThrownBy(() -> poll(consumer)).isInstanceOf(WakeupException.class);
        assertThat(poll(consumer)).isEmpty();
    }

    @Test
    void asksTheIdleHookWhereARealConsumerWouldBlock() {
        AtomicReference<Producer<byte[], byte[]>> late = new AtomicReference<>();
        SimulatedKafka hooked = SimulatedKafka.builder()
                .idleHook(timeout -> late.get().send(record(P0, "late")))
                .build();
        hooked.createTopic("topic", 1);
        late.set(hooked.process("other").producer(Map.of("batch.size", 0)));
        Consumer<byte[], byte[]> consumer = hooked.consumer(reader());
        consumer.assign(List.of(P0));

        assertThat(Samples.values(consumer.poll(Duration.ofSeconds(1)))).containsExactly("late");
    }
}
