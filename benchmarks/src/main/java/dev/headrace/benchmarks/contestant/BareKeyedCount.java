package dev.headrace.benchmarks.contestant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Counts records by key; sends each changed count to the changelog and to the output, once per commit. */
final class BareKeyedCount implements BareWork {

    private final Producer<String, Long> producer;
    private final String changelogTopic;
    private final String outputTopic;
    private final Map<String, Count> counts = new HashMap<>();
    private final List<Count> changed = new ArrayList<>();

    BareKeyedCount(Producer<String, Long> producer, String changelogTopic, String outputTopic) {
        this.producer = producer;
        this.changelogTopic = changelogTopic;
        this.outputTopic = outputTopic;
    }

    @Override
    public void process(ConsumerRecord<String, String> record) {
        Count count = counts.computeIfAbsent(record.key(), key -> new Count(key, record.partition()));
        if (!count.isChanged) {
            count.isChanged = true;
            changed.add(count);
        }
        count.value++;
        count.timestampMs = Math.max(count.timestampMs, record.timestamp());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the commit reports what could not be sent
    public void beforeCommit() {
        for (Count count : changed) {
            producer.send(
                    new ProducerRecord<>(changelogTopic, count.partition, count.timestampMs, count.key, count.value));
            producer.send(new ProducerRecord<>(outputTopic, null, count.timestampMs, count.key, count.value));
            count.isChanged = false;
        }
        changed.clear();
    }

    private static final class Count {
        private final String key;
        private final int partition;
        private long value;
        private long timestampMs;
        private boolean isChanged;

        private Count(String key, int partition) {
            this.key = key;
            this.partition = partition;
        }
    }
}
