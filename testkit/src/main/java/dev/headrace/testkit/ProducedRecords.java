package dev.headrace.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the topology wrote and committed, by topic: every record of every topic but those that the test itself piped. */
final class ProducedRecords {

    private final Consumer<byte[], byte[]> consumer;
    private final String hiddenTopic;
    private final Map<String, Queue<ConsumerRecord<byte[], byte[]>>> unread = new LinkedHashMap<>();
    private final Set<Place> piped = new HashSet<>();

    /**
     * The records that {@code consumer} sees.
     *
     * @param consumer belongs to no group and reads committed records from the first on
     * @param hiddenTopic the engine's own, of which a test sees nothing
     */
    ProducedRecords(Consumer<byte[], byte[]> consumer, String hiddenTopic) {
        this.consumer = consumer;
        this.hiddenTopic = hiddenTopic;
    }

    private record Place(TopicPartition partition, long offset) {}

    /** A record that the test itself wrote. */
    void piped(TopicPartition partition, long offset) {
        piped.add(new Place(partition, offset));
    }

    /** Takes note of what is new. */
    void capture() {
        assignAll();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ZERO);
        while (!records.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Place place = new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
                if (!piped.remove(place)) {
                    unread.computeIfAbsent(record.topic(), topic -> new ArrayDeque<>())
                            .add(record);
                }
            }
            records = consumer.poll(Duration.ZERO);
        }
    }

    private void assignAll() {
        Set<TopicPartition> all = new LinkedHashSet<>();
        for (Map.Entry<String, List<PartitionInfo>> topic :
                consumer.listTopics().entrySet()) {
            if (!topic.getKey().equals(hiddenTopic)) {
                topic.getValue().forEach(each -> all.add(new TopicPartition(each.topic(), each.partition())));
            }
        }
        if (!all.equals(consumer.assignment())) {
            consumer.assign(all);
        }
    }

    /** The topics to which something was written. */
    Set<String> topics() {
        return new LinkedHashSet<>(unread.keySet());
    }

    /** How many records of a topic were not taken. */
    int count(String topic) {
        Queue<ConsumerRecord<byte[], byte[]>> records = unread.get(topic);
        return records == null ? 0 : records.size();
    }

    /** Takes the next record of a topic; null if there is none. */
    @Nullable
    ConsumerRecord<byte[], byte[]> next(String topic) {
        Queue<ConsumerRecord<byte[], byte[]>> records = unread.get(topic);
        return records == null ? null : records.poll();
    }
}
