package dev.headrace.benchmarks.contestant;

import dev.headrace.benchmarks.load.EqualSettings;
import dev.headrace.benchmarks.load.Workload;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What runs in a contestant's JVM: a warm-up, then the measured run, then one line on standard output. */
public final class ContestantMain {

    private ContestantMain() {}

    /**
     * Runs one contestant.
     *
     * @param arguments contestant, workload, bootstrap servers, warm-up topic, input topic, application id, state
     *     directory; the output goes to {@link #outputTopic}
     */
    public static void main(String[] arguments) {
        int status = 0;
        try {
            System.out.println(measure(arguments).toLine());
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        }
        // Threads that a contestant has left behind must not keep the JVM from ending.
        System.exit(status);
    }

    /** Where the contestant with this application id writes. */
    public static String outputTopic(String applicationId) {
        return applicationId + "-output";
    }

    private static Measurement measure(String[] arguments) throws Exception {
        Contestant contestant = ContestantKind.of(arguments[0]).contestant();
        Workload workload = Workload.of(arguments[1]);
        String bootstrapServers = arguments[2];
        String id = arguments[5];
        String warmUpId = id + "-warmup";
        Path states = Path.of(arguments[6]);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Assignment warmUp = new Assignment(
                    workload,
                    bootstrapServers,
                    arguments[3],
                    outputTopic(warmUpId),
                    warmUpId,
                    states.resolve("warmup"));
            Assignment measured = new Assignment(
                    workload, bootstrapServers, arguments[4], outputTopic(id), id, states.resolve("measured"));
            run(contestant, warmUp, admin);
            return run(contestant, measured, admin);
        }
    }

    private static Measurement run(Contestant contestant, Assignment assignment, Admin admin) throws Exception {
        admin.createTopics(List.of(new NewTopic(
                        assignment.outputTopic(), Optional.of(EqualSettings.PARTITIONS), Optional.empty())))
                .all()
                .get();
        Map<TopicPartition, Long> ends = ends(admin, assignment.inputTopic());
        Meter meter = new Meter();
        AutoCloseable running = contestant.start(assignment, meter);
        try {
            return meter.awaitCommitted(admin, assignment.applicationId(), ends);
        } finally {
            running.close();
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < EqualSettings.PARTITIONS; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        ListOffsetsResult listed = admin.listOffsets(latest);
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition partition : latest.keySet()) {
            ends.put(partition, listed.partitionResult(partition).get().offset());
        }
        return ends;
    }
}
