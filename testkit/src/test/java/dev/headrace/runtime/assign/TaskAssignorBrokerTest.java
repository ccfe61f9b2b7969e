package dev.headrace.runtime.assign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.assign.TaskLayout.SubTopology;
import dev.headrace.runtime.checkpoint.TaskKey;
import dev.headrace.testkit.EmbeddedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The assignor inside real consumers, with a real coordinator. */
class TaskAssignorBrokerTest {

    private static final TaskLayout LAYOUT = new TaskLayout(List.of(
            new SubTopology(0, "join", List.of("orders", "users")), new SubTopology(1, "count", List.of("counts"))));
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
        broker.createTopic("orders", 4);
        broker.createTopic("users", 4);
        broker.createTopic("counts", 3);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void tasksMoveOneByOneWhileTheRestStays() {
        try (Member first = new Member()) {
            pollUntilOwned(List.of(first), 11);
            assertThat(first.lost).isEmpty();

            try (Member second = new Member()) {
                List<Member> both = List.of(first, second);
                pollUntilOwned(both, 11);

                assertThat(first.tasks()).hasSizeBetween(3, 4);
                assertThat(second.tasks()).hasSizeBetween(3, 4);
                assertThat(first.lost)
                        .as("revoked no more than what the other one got")
                        .isEqualTo(second.consumer.assignment());
            }
            pollUntilOwned(List.of(first), 11);
            assertThat(first.tasks()).hasSize(7);
        }
    }

    /** Polls in turn until together they own {@code partitionCount} partitions and each has some. */
    private static void pollUntilOwned(List<Member> members, int partitionCount) {
        long deadlineNs = System.nanoTime() + SETTLED_WITHIN.toNanos();
        while (members.stream().anyMatch(member -> member.consumer.assignment().isEmpty())
                || members.stream()
                                .mapToInt(member -> member.consumer.assignment().size())
                                .sum()
                        != partitionCount) {
            assertThat(System.nanoTime()).as("settled in time").isLessThan(deadlineNs);
            members.forEach(member -> member.consumer.poll(Duration.ofMillis(50)));
        }
    }

    /** A consumer that notes what it loses. */
    private static final class Member implements AutoCloseable, ConsumerRebalanceListener {

        private final Set<TopicPartition> lost = new HashSet<>();
        private final KafkaConsumer<byte[], byte[]> consumer;

        Member() {
            UUID process = UUID.randomUUID();
            HeldState nothing = new HeldState() {
                @Override
                public UUID processId() {
                    return process;
                }

                @Override
                public Map<TaskKey, Long> positions() {
                    return Map.of();
                }
            };
            consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            broker.bootstrapServers(),
                            ConsumerConfig.GROUP_ID_CONFIG,
                            "assignor",
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest",
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                            200,
                            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                            TaskAssignor.class.getName(),
                            TaskAssignor.LAYOUT_CONFIG,
                            LAYOUT,
                            TaskAssignor.STATE_CONFIG,
                            nothing),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.subscribe(LAYOUT.topics(), this);
        }

        List<TaskKey> tasks() {
            List<TaskKey> tasks = new ArrayList<>();
            LAYOUT.tasks(topic -> topic.equals("counts") ? 3 : 4).forEach(task -> {
                if (consumer.assignment().containsAll(task.partitions())) {
                    tasks.add(task.task());
                }
            });
            return tasks;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            lost.addAll(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

        @Override
        public void close() {
            consumer.close();
        }
    }
}
