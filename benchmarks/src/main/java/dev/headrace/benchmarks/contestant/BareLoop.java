package dev.headrace.benchmarks.contestant;

import dev.headrace.benchmarks.load.EqualSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** One thread of the bare contestant: poll, process, and commit output and offsets in one transaction. */
final class BareLoop implements Runnable {

    private static final long COMMIT_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(EqualSettings.COMMIT_INTERVAL_MS);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(EqualSettings.COMMIT_INTERVAL_MS);

    private final Consumer<String, String> consumer;
    private final List<TopicPartition> partitions;
    private final Producer<?, ?> producer;
    private final BareWork work;
    private volatile boolean isStopping;

    BareLoop(
            Consumer<String, String> consumer,
            List<TopicPartition> partitions,
            Producer<?, ?> producer,
            BareWork work) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.producer = producer;
        this.work = work;
    }

    @Override
    public void run() {
        try (consumer;
                producer) {
            consumer.assign(partitions);
            producer.initTransactions();
            while (!isStopping) {
                runTransaction();
            }
        }
    }

    void stop() {
        isStopping = true;
    }

    private void runTransaction() {
        long dueNs = System.nanoTime() + COMMIT_INTERVAL_NS;
        ConsumerRecords<String, String> records = consumer.poll(POLL_TIMEOUT);
        if (records.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        process(records);
        for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
            process(consumer.poll(Duration.ofNanos(leftNs)));
        }
        work.beforeCommit();
        producer.sendOffsetsToTransaction(positions(), consumer.groupMetadata());
        producer.commitTransaction();
    }

    private void process(ConsumerRecords<String, String> records) {
        for (ConsumerRecord<String, String> record : records) {
            work.process(record);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> positions() {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : partitions) {
            positions.put(partition, new OffsetAndMetadata(consumer.position(partition)));
        }
        return positions;
    }
}
