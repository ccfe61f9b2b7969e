package dev.headrace.benchmarks.contestant;

import dev.headrace.benchmarks.load.EqualSettings;
import dev.headrace.benchmarks.load.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The floor: a loop by hand per thread that consumes, processes, produces and commits in transactions. It does less than
 * the others on purpose: partitions are assigned for good, counts live in a hash map, and nothing could be restored.
 */
final class BareContestant implements Contestant {

    @Override
    public AutoCloseable start(Assignment assignment, Meter meter) throws Exception {
        if (assignment.workload() == Workload.KEYED_COUNT) {
            createChangelog(assignment);
        }
        List<BareLoop> loops = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int worker = 0; worker < EqualSettings.THREADS; worker++) {
            BareLoop loop = assignment.workload() == Workload.FILTER_MAP
                    ? filterMap(assignment, meter, worker)
                    : keyedCount(assignment, meter, worker);
            Thread thread = new Thread(loop, "bare-" + worker);
            thread.setUncaughtExceptionHandler((failed, cause) -> meter.failed(cause));
            loops.add(loop);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        return () -> {
            loops.forEach(BareLoop::stop);
            for (Thread thread : threads) {
                thread.join();
            }
        };
    }

    private static BareLoop filterMap(Assignment assignment, Meter meter, int worker) {
        KafkaProducer<String, String> producer = producer(assignment, worker, new StringSerializer());
        return new BareLoop(
                consumer(assignment, meter),
                partitions(assignment, worker),
                producer,
                new BareFilterMap(producer, assignment.outputTopic()));
    }

    private static BareLoop keyedCount(Assignment assignment, Meter meter, int worker) {
        KafkaProducer<String, Long> producer = producer(assignment, worker, new LongSerializer());
        return new BareLoop(
                consumer(assignment, meter),
                partitions(assignment, worker),
                producer,
                new BareKeyedCount(producer, changelog(assignment), assignment.outputTopic()));
    }

    private static List<TopicPartition> partitions(Assignment assignment, int worker) {
        return IntStream.range(0, EqualSettings.PARTITIONS)
                .filter(partition -> partition % EqualSettings.THREADS == worker)
                .mapToObj(partition -> new TopicPartition(assignment.inputTopic(), partition))
                .toList();
    }

    private static KafkaConsumer<String, String> consumer(Assignment assignment, Meter meter) {
        Map<String, Object> settings = new HashMap<>(EqualSettings.consumer());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, assignment.bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, assignment.applicationId());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), meter.deserializer());
    }

    private static <V> KafkaProducer<String, V> producer(
            Assignment assignment, int worker, Serializer<V> valueSerializer) {
        Map<String, Object> settings = new HashMap<>(EqualSettings.producer());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, assignment.bootstrapServers());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, assignment.applicationId() + "-" + worker);
        return new KafkaProducer<>(settings, new StringSerializer(), valueSerializer);
    }

    private static String changelog(Assignment assignment) {
        return assignment.applicationId() + "-counts-changelog";
    }

    private static void createChangelog(Assignment assignment) throws Exception {
        NewTopic changelog = new NewTopic(
                        changelog(assignment), Optional.of(EqualSettings.PARTITIONS), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", assignment.bootstrapServers()))) {
            admin.createTopics(List.of(changelog)).all().get();
        }
    }
}
