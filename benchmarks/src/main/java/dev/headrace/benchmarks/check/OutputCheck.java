package dev.headrace.benchmarks.check;

import dev.headrace.benchmarks.load.EqualSettings;
import dev.headrace.benchmarks.load.Workload;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Checks what a contestant has written against the input topic, under read_committed. */
public final class OutputCheck {

    private final String bootstrapServers;
    private final String inputTopic;

    /** A check against this input. */
    public OutputCheck(String bootstrapServers, String inputTopic) {
        this.bootstrapServers = bootstrapServers;
        this.inputTopic = inputTopic;
    }

    /**
     * Reads an output topic to its end.
     *
     * @return how many records it has
     * @throws WrongOutputException if it is not what {@code workload} makes of the input
     */
    public long check(Workload workload, String outputTopic) {
        return workload == Workload.FILTER_MAP ? filterMap(outputTopic) : keyedCount(outputTopic);
    }

    private long filterMap(String outputTopic) {
        long records = 0;
        for (int partition = 0; partition < EqualSettings.PARTITIONS; partition++) {
            try (PartitionReader<String> input = input(partition);
                    PartitionReader<String> output =
                            new PartitionReader<>(bootstrapServers, outputTopic, partition, new StringDeserializer())) {
                records += FilterMapCheck.check(input, output);
            }
        }
        return records;
    }

    private long keyedCount(String outputTopic) {
        KeyedCountCheck check = new KeyedCountCheck();
        for (int partition = 0; partition < EqualSettings.PARTITIONS; partition++) {
            try (PartitionReader<String> input = input(partition);
                    PartitionReader<Long> output =
                            new PartitionReader<>(bootstrapServers, outputTopic, partition, new LongDeserializer())) {
                check.expect(input);
                check.read(output);
            }
        }
        return check.finish();
    }

    private PartitionReader<String> input(int partition) {
        return new PartitionReader<>(bootstrapServers, inputTopic, partition, new StringDeserializer());
    }
}
