package dev.headrace.testkit.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Short ways to write records and settings in tests of the simulation. */
final class Samples {

    static final TopicPartition P0 = new TopicPartition("topic", 0);
    static final TopicPartition P1 = new TopicPartition("topic", 1);

    private Samples() {}

    static Map<String, Object> transactional(String id) {
        return new HashMap<>(Map.of("transactional.id", id));
    }

    static Map<String, Object> committedReader() {
        return new HashMap<>(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest"));
    }

    static Map<String, Object> reader() {
        return new HashMap<>(Map.of("auto.offset.reset", "earliest"));
    }

    static Map<String, Object> member(String groupId, String... more) {
        Map<String, Object> config = new HashMap<>(Map.of(
                "group.id",
                groupId,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    static ProducerRecord<byte[], byte[]> record(TopicPartition partition, String value) {
        return record(partition, value, value);
    }

    static ProducerRecord<byte[], byte[]> record(TopicPartition partition, String key, String value) {
        return new ProducerRecord<>(partition.topic(), partition.partition(), bytes(key), bytes(value));
    }

    static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    static List<String> values(ConsumerRecords<byte[], byte[]> records) {
        List<String> values = new ArrayList<>();
        records.forEach(record -> values.add(text(record.value())));
        return values;
    }

    static List<String> poll(Consumer<byte[], byte[]> consumer) {
        return values(consumer.poll(Duration.ZERO));
    }

    static List<ConsumerRecord<byte[], byte[]>> pollRecords(Consumer<byte[], byte[]> consumer) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(Duration.ZERO).forEach(records::add);
        return records;
    }
}
