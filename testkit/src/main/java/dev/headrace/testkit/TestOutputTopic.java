package dev.headrace.testkit;

import dev.headrace.common.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Where a test takes out what the topology wrote to a topic and committed; each record can be taken once. Made by {@link
 * TopologyTestDriver#createOutputTopic}.
 */
public class TestOutputTopic<K, V> {

    private final TopologyTestDriver driver;
    private final String topic;
    private final Deserializer<K> keyDeserializer;
    private final Deserializer<V> valueDeserializer;

    TestOutputTopic(
            TopologyTestDriver driver,
            String topic,
            Deserializer<K> keyDeserializer,
            Deserializer<V> valueDeserializer) {
        this.driver = Objects.requireNonNull(driver, "driver cannot be null");
        this.topic = Objects.requireNonNull(topic, "topicName cannot be null");
        this.keyDeserializer = Objects.requireNonNull(keyDeserializer, "keyDeserializer cannot be null");
        this.valueDeserializer = Objects.requireNonNull(valueDeserializer, "valueDeserializer cannot be null");
    }

    /**
     * Takes the value of the next record.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public @Nullable V readValue() {
        return readRecord().value();
    }

    /**
     * Takes key and value of the next record.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public KeyValue<K, V> readKeyValue() {
        TestRecord<K, V> record = readRecord();
        return new KeyValue<>(record.key(), record.value());
    }

    /**
     * Takes the next record.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public TestRecord<K, V> readRecord() {
        return driver.read(topic, keyDeserializer, valueDeserializer);
    }

    /** Takes all records that are left. */
    public List<TestRecord<K, V>> readRecordsToList() {
        List<TestRecord<K, V>> records = new ArrayList<>();
        while (!isEmpty()) {
            records.add(readRecord());
        }
        return records;
    }

    /**
     * Takes all records that are left and keeps the last value of each key.
     *
     * @throws IllegalStateException if a record has no key
     */
    public Map<K, V> readKeyValuesToMap() {
        Map<K, V> last = new LinkedHashMap<>();
        while (!isEmpty()) {
            TestRecord<K, V> record = readRecord();
            K key = record.key();
            if (key == null) {
                throw new IllegalStateException(
                        "Cannot read topic " + topic + " to a map: " + record + " has no key. Read it to a list");
            }
            put(last, key, record.value());
        }
        return last;
    }

    @SuppressWarnings("NullAway") // A tombstone is a value of this map, as users of Kafka Streams expect.
    private static <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
        map.put(key, value);
    }

    /** Takes key and value of all records that are left. */
    public List<KeyValue<K, V>> readKeyValuesToList() {
        return readRecordsToList().stream()
                .map(record -> new KeyValue<>(record.key(), record.value()))
                .toList();
    }

    /** Takes the values of all records that are left; nulls among them. */
    public List<@Nullable V> readValuesToList() {
        List<@Nullable V> values = new ArrayList<>();
        readRecordsToList().forEach(record -> values.add(record.value()));
        return values;
    }

    /** How many records are left. */
    public final long getQueueSize() {
        return driver.queued(topic);
    }

    /** Whether no record is left. */
    public final boolean isEmpty() {
        return getQueueSize() == 0;
    }

    @Override
    public String toString() {
        return "TestOutputTopic[topic='" + topic + "', keyDeserializer="
                + keyDeserializer.getClass().getSimpleName() + ", valueDeserializer="
                + valueDeserializer.getClass().getSimpleName() + ", size=" + getQueueSize() + "]";
    }
}
