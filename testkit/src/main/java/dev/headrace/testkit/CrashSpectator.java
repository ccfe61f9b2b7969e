package dev.headrace.testkit;

import dev.headrace.testkit.simulation.SimulatedFiles;
import dev.headrace.testkit.simulation.SimulatedKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What can be seen from outside when the query of a crash test has ended. */
record CrashSpectator(CrashScenario scenario, SimulatedKafka kafka, SimulatedFiles files) {

    private static final Duration TRANSACTIONS_END_WITHIN = Duration.ofMinutes(15);

    /** Whoever left a transaction open is gone: the broker ends it. */
    void awaitEndOfTransactions() {
        kafka.advance(TRANSACTIONS_END_WITHIN);
        try (Consumer<byte[], byte[]> consumer = kafka.consumer(Map.of())) {
            for (String topic : consumer.listTopics().keySet()) {
                for (TopicPartition partition : kafka.partitions(topic)) {
                    if (kafka.lastStableOffset(partition) != kafka.highWatermark(partition)) {
                        throw new AssertionError(
                                "A transaction on " + partition + " is still open after " + TRANSACTIONS_END_WITHIN);
                    }
                }
            }
        }
    }

    /** The committed records of every topic that the query writes for others. */
    Map<String, List<OutputRecord>> outputs() {
        Map<String, List<OutputRecord>> outputs = new TreeMap<>();
        try (Consumer<byte[], byte[]> consumer = kafka.consumer(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"))) {
            for (String topic : consumer.listTopics().keySet()) {
                if (!scenario.isInternal(topic) && !scenario.isInput(topic)) {
                    outputs.put(topic, read(consumer, kafka.partitions(topic)));
                }
            }
        }
        return outputs;
    }

    private List<OutputRecord> read(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        List<OutputRecord> read = new ArrayList<>();
        while (partitions.stream().anyMatch(each -> consumer.position(each) < kafka.highWatermark(each))) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ZERO);
            records.forEach(record -> read.add(OutputRecord.of(record)));
            kafka.settle();
        }
        return read;
    }

    /** What is in the surroundings and in the files. */
    Object visible(Surroundings surroundings) {
        try {
            return surroundings.visible().in(files.mount(kafka.process("spectator")));
        } catch (IOException e) {
            throw new AssertionError("What was written cannot be read: " + e.getMessage(), e);
        }
    }
}
