package dev.headrace.testkit;

import dev.headrace.port.FilePath;
import dev.headrace.streaming.CommitLog;
import dev.headrace.streaming.QueryOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What every run of a crash test does.
 *
 * @param surroundings makes anew what each run takes place in
 * @param options how the query runs
 * @param partitions how many each topic has
 * @param input the records in the order in which they are written
 * @param recordsPerEpoch how many are written before the query has committed them
 * @param files the files in the order in which they appear, behind all records
 * @param afterwards how much time passes after the last of them
 */
record CrashScenario(
        Supplier<Surroundings> surroundings,
        QueryOptions options,
        Partitions partitions,
        List<ProducerRecord<byte[], byte[]>> input,
        int recordsPerEpoch,
        List<InputFile> files,
        Duration afterwards) {

    CrashScenario {
        input = List.copyOf(input);
        files = List.copyOf(files);
    }

    /** A file that appears when all before it was processed. */
    record InputFile(FilePath path, ByteBuffer content) {}

    /** How many partitions topics have. */
    record Partitions(int perTopic, Map<String, Integer> byTopic) {

        Partitions {
            byTopic = Map.copyOf(byTopic);
        }

        int of(String topic) {
            return byTopic.getOrDefault(topic, perTopic);
        }
    }

    String applicationId() {
        return options.commitLog() instanceof CommitLog.Kafka log ? log.applicationId() : "no-application";
    }

    /** Whether several processes share the query; a checkpoint directory has one owner. */
    boolean allowsSeveralProcesses() {
        return options.commitLog() instanceof CommitLog.Kafka;
    }

    /** Whether the query made the topic for itself. */
    boolean isInternal(String topic) {
        return topic.startsWith(applicationId() + "-");
    }

    /** Whether the test writes to the topic. */
    boolean isInput(String topic) {
        return input.stream().anyMatch(record -> record.topic().equals(topic));
    }
}
