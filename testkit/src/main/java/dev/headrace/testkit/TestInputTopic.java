package dev.headrace.testkit;

import dev.headrace.common.KeyValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Where a test puts records into a topic. A record without a time of its own gets the time of this object, which then moves
 * on by a fixed step. Made by {@link TopologyTestDriver#createInputTopic}.
 */
public class TestInputTopic<K, V> {

    private final TopologyTestDriver driver;
    private final String topic;
    private final Serializer<K> keySerializer;
    private final Serializer<V> valueSerializer;
    private final Duration step;
    private Instant now;

    TestInputTopic(
            TopologyTestDriver driver,
            String topic,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            Instant startTimestamp,
            Duration autoAdvance) {
        this.driver = Objects.requireNonNull(driver, "driver cannot be null");
        this.topic = Objects.requireNonNull(topic, "topicName cannot be null");
        this.keySerializer = Objects.requireNonNull(keySerializer, "keySerializer cannot be null");
        this.valueSerializer = Objects.requireNonNull(valueSerializer, "valueSerializer cannot be null");
        this.now = Objects.requireNonNull(startTimestamp, "startTimestamp cannot be null");
        this.step = Objects.requireNonNull(autoAdvance, "autoAdvance cannot be null");
        if (step.isNegative()) {
            throw new IllegalArgumentException("Cannot advance by " + step + " after each record: it is negative");
        }
    }

    /**
     * Moves the time of records that come without one.
     *
     * @throws IllegalArgumentException if {@code advance} is negative
     */
    public void advanceTime(Duration advance) {
        if (advance.isNegative()) {
            throw new IllegalArgumentException("Cannot advance by " + advance + ": it is negative");
        }
        now = now.plus(advance);
    }

    /** Pipes a record; with several partitions, into the one that its key belongs to. */
    public void pipeInput(TestRecord<K, V> record) {
        pipe(record, null);
    }

    /** Pipes a record into one partition. */
    public void pipeInputTo(int partition, TestRecord<K, V> record) {
        pipe(record, partition);
    }

    /** Pipes a record without key. */
    public void pipeInput(@Nullable V value) {
        pipeInput(new TestRecord<>(value));
    }

    /** Pipes a record. */
    public void pipeInput(@Nullable K key, @Nullable V value) {
        pipeInput(new TestRecord<>(key, value));
    }

    /** Pipes a record without key. */
    public void pipeInput(@Nullable V value, Instant timestamp) {
        pipeInput(new TestRecord<>(null, value, timestamp));
    }

    /**
     * Pipes a record.
     *
     * @param timestampMs milliseconds since 1970
     */
    public void pipeInput(@Nullable K key, @Nullable V value, long timestampMs) {
        pipeInput(new TestRecord<>(key, value, null, (Long) timestampMs));
    }

    /** Pipes a record. */
    public void pipeInput(@Nullable K key, @Nullable V value, Instant timestamp) {
        pipeInput(new TestRecord<>(key, value, timestamp));
    }

    /** Pipes records one after the other. */
    public void pipeRecordList(List<? extends TestRecord<K, V>> records) {
        records.forEach(this::pipeInput);
    }

    /** Pipes records one after the other. */
    public void pipeKeyValueList(List<KeyValue<K, V>> keyValues) {
        keyValues.forEach(each -> pipeInput(each.key, each.value));
    }

    /** Pipes records without keys one after the other. */
    public void pipeValueList(List<V> values) {
        values.forEach(this::pipeInput);
    }

    /** Pipes records one after the other, the first at {@code startTimestamp}, each {@code advance} after the one before. */
    public void pipeKeyValueList(List<KeyValue<K, V>> keyValues, Instant startTimestamp, Duration advance) {
        Instant time = startTimestamp;
        for (KeyValue<K, V> each : keyValues) {
            pipeInput(each.key, each.value, time);
            time = time.plus(advance);
        }
    }

    /** Pipes records without keys one after the other, as {@link #pipeKeyValueList(List, Instant, Duration)}. */
    public void pipeValueList(List<V> values, Instant startTimestamp, Duration advance) {
        Instant time = startTimestamp;
        for (V value : values) {
            pipeInput(value, time);
            time = time.plus(advance);
        }
    }

    private void pipe(TestRecord<K, V> record, @Nullable Integer partition) {
        Instant own = record.getRecordTime();
        Instant time = own == null ? timeOfTheNext() : own;
        driver.pipe(topic, partition, record, keySerializer, valueSerializer, time.toEpochMilli());
    }

    private Instant timeOfTheNext() {
        Instant time = now;
        now = now.plus(step);
        return time;
    }

    @Override
    public String toString() {
        return "TestInputTopic[topic='" + topic + "', keySerializer="
                + keySerializer.getClass().getSimpleName() + ", valueSerializer="
                + valueSerializer.getClass().getSimpleName() + "]";
    }
}
