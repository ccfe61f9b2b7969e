package dev.headrace.examples.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The records of a topic from its beginning, under read_committed: what transactions left open or aborted is not seen. */
final class CommittedRecords<V> implements AutoCloseable {

    private final String bootstrapServers;
    private final KafkaConsumer<String, V> consumer;
    private final List<TopicPartition> partitions;

    CommittedRecords(String bootstrapServers, String topic, Deserializer<V> valueDeserializer) {
        this.bootstrapServers = bootstrapServers;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                valueDeserializer);
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The next records; none where there are none within {@code timeout}. */
    ConsumerRecords<String, V> poll(Duration timeout) {
        return consumer.poll(timeout);
    }

    /**
     * Hands over every record up to where the topic ends now, open transactions included: waits until they are decided.
     *
     * @throws IllegalStateException if one stays open for a minute
     */
    void forEachUpToEnd(Consumer<ConsumerRecord<String, V>> action) {
        Map<TopicPartition, Long> ends = endsOfOpenTransactions();
        long deadlineNs = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<String, V> records = poll(Duration.ofMillis(100));
            records.forEach(action);
            if (records.isEmpty() && System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("Cannot read up to " + ends + ": a transaction has stayed open");
            }
        }
    }

    private Map<TopicPartition, Long> endsOfOpenTransactions() {
        try (KafkaConsumer<byte[], byte[]> uncommitted = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return uncommitted.endOffsets(partitions);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
