package dev.headrace.benchmarks.check;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the committed records of one partition, from its beginning to where it ended when the reader was made. */
public final class PartitionReader<V> implements Iterator<ConsumerRecord<String, V>>, AutoCloseable {

    private final KafkaConsumer<String, V> consumer;
    private final TopicPartition partition;
    private final long endOffset;
    private Iterator<ConsumerRecord<String, V>> polled = Collections.emptyIterator();

    /** A reader of {@code topic}'s {@code partition}. */
    public PartitionReader(String bootstrapServers, String topic, int partition, Deserializer<V> valueDeserializer) {
        this.partition = new TopicPartition(topic, partition);
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        10_000),
                new StringDeserializer(),
                valueDeserializer);
        List<TopicPartition> assigned = List.of(this.partition);
        consumer.assign(assigned);
        consumer.seekToBeginning(assigned);
        this.endOffset = consumer.endOffsets(assigned).getOrDefault(this.partition, 0L);
    }

    @Override
    public boolean hasNext() {
        while (!polled.hasNext() && consumer.position(partition) < endOffset) {
            polled = consumer.poll(Duration.ofMillis(100)).iterator();
        }
        return polled.hasNext();
    }

    @Override
    public ConsumerRecord<String, V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Cannot read past the end of " + partition + " at " + endOffset);
        }
        return polled.next();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
