package dev.headrace.examples.traffic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.LongDeserializer;

/** Follows the counts that the job has committed, on a thread of its own. */
final class PurchaseTally implements AutoCloseable {

    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean isClosed;

    PurchaseTally(String bootstrapServers, String topic) {
        this.thread = new Thread(() -> follow(bootstrapServers, topic), "purchase-tally");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The latest count of each traffic source, in alphabetical order. */
    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** The sum of all counts. */
    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void follow(String bootstrapServers, String topic) {
        try (CommittedRecords<Long> records = new CommittedRecords<>(bootstrapServers, topic, new LongDeserializer())) {
            while (!isClosed) {
                for (ConsumerRecord<String, Long> count : records.poll(Duration.ofMillis(100))) {
                    counts.put(count.key(), count.value());
                }
            }
        }
    }
}
