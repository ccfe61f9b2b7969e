package dev.headrace.testkit.simulation;

import static dev.headrace.testkit.simulation.Samples.P0;
import static dev.headrace.testkit.simulation.Samples.P1;
import static dev.headrace.testkit.simulation.Samples.member;
import static dev.headrace.testkit.simulation.Samples.poll;
import static dev.headrace.testkit.simulation.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedGroupsTest {

    private static final String STRATEGY = "partition.assignment.strategy";
    private static final String EAGER = RangeAssignor.class.getName();
    private static final String COOPERATIVE = CooperativeStickyAssignor.class.getName();

    private final SimulatedKafka kafka = SimulatedKafka.prompt();
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void createTopic() {
        kafka.createTopic("topic", 2);
    }

    private Consumer<byte[], byte[]> join(String name, String strategy, String... more) {
        Map<String, Object> config = member("g", more);
        config.put(STRATEGY, strategy);
        config.put("client.id", name);
        Consumer<byte[], byte[]> consumer = kafka.process(name).consumer(config);
        consumer.subscribe(List.of("topic"), new Recorder(name));
        return consumer;
    }

    private final class Recorder implements ConsumerRebalanceListener {

        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        private void record(String event, Collection<TopicPartition> partitions) {
            Set<Integer> numbers = new TreeSet<>();
            partitions.forEach(partition -> numbers.add(partition.partition()));
            events.add(name + " " + event + " " + numbers);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            record("revoked", partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            record("assigned", partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            record("lost", partitions);
        }
    }

    @Test
    void givesASingleMemberEverythingInItsFirstPoll() {
        Consumer<byte[], byte[]> consumer = join("a", EAGER);

        poll(consumer);

        assertThat(consumer.assignment()).containsExactlyInAnyOrder(P0, P1);
        assertThat(consumer.groupMetadata().generationId()).isOne();
        assertThat(events).containsExactly("a assigned [0, 1]");
    }

    @Test
    void dropsAMemberThatWentWithoutLeavingWhenItsSessionEnds() {
        Consumer<byte[], byte[]> a = join("a", EAGER, "session.timeout.ms", "45000");
        poll(a);
        a.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        Consumer<byte[], byte[]> b = join("b", EAGER);
        poll(b);

        kafka.advance(Duration.ofSeconds(44));
        poll(b);
        assertThat(b.assignment()).isEmpty();

        kafka.advance(Duration.ofSeconds(2));
        poll(b);
        assertThat(b.assignment()).containsExactlyInAnyOrder(P0, P1);
    }

    @Test
    void revokesEverythingBeforeAnEagerRebalance() {
        Consumer<byte[], byte[]> a = join("a", EAGER);
        poll(a);
        Consumer<byte[], byte[]> b = join("b", EAGER);
        poll(b);
        assertThat(b.assignment()).isEmpty();

        poll(a);
        poll(b);

        assertThat(events).containsExactly("a assigned [0, 1]", "a revoked [0, 1]", "a assigned [0]", "b assigned [1]");
        assertThat(b.groupMetadata().generationId()).isEqualTo(2);
    }

    @Test
    void movesOnlyWhatMustMoveInACooperativeRebalance() {
        Consumer<byte[], byte[]> a = join("a", COOPERATIVE);
        poll(a);
        Consumer<byte[], byte[]> b = join("b", COOPERATIVE);
        poll(b);
        poll(a);
        poll(b);
        poll(a);
        poll(b);

        assertThat(events)
                .containsExactly(
                        "a assigned [0, 1]", "a revoked [1]", "a assigned []", "a assigned []", "b assigned [1]");
        assertThat(a.assignment()).containsExactly(P0);
        assertThat(b.assignment()).containsExactly(P1);
    }

    @Test
    void keepsReadingDuringACooperativeRebalance() {
        Producer<byte[], byte[]> producer = kafka.producer(Map.of());
        Consumer<byte[], byte[]> a = join("a", COOPERATIVE);
        poll(a);
        join("b", COOPERATIVE).poll(Duration.ZERO);
        producer.send(record(P0, "meanwhile"));
        producer.flush();

        assertThat(poll(a)).containsExactly("meanwhile");
    }

    @Test
    void takesOverFromAMemberThatLeaves() {
        Consumer<byte[], byte[]> a = join("a", EAGER);
        Consumer<byte[], byte[]> b = join("b", EAGER);
        poll(a);
        poll(b);
        poll(a);
        poll(b);
        a.close();
        poll(b);

        assertThat(b.assignment()).containsExactlyInAnyOrder(P0, P1);
        assertThat(events).endsWith("a revoked [0]", "b revoked [1]", "b assigned [0, 1]");
    }

    @Test
    void takesOverFromADeadMemberWhenItsSessionEnds() {
        Consumer<byte[], byte[]> a = join("a", EAGER, "session.timeout.ms", "10000");
        Consumer<byte[], byte[]> b = join("b", EAGER, "session.timeout.ms", "10000");
        poll(a);
        poll(b);
        poll(a);
        poll(b);
        kafka.process("a").crash();

        kafka.advance(Duration.ofMillis(9_999));
        poll(b);
        assertThat(b.assignment()).containsExactly(P1);
        kafka.advance(Duration.ofMillis(1));
        poll(b);
        assertThat(b.assignment()).containsExactlyInAnyOrder(P0, P1);
    }

    @Test
    void aFrozenMemberFindsItsPartitionsLost() {
        Consumer<byte[], byte[]> a = join("a", COOPERATIVE, "session.timeout.ms", "10000");
        poll(a);
        kafka.process("a").freeze();
        kafka.advance(Duration.ofSeconds(11));
        kafka.process("a").thaw();
        events.clear();

        assertThatThrownBy(() -> a.commitSync(Map.of(P0, new OffsetAndMetadata(1))))
                .isInstanceOf(CommitFailedException.class);
        poll(a);

        assertThat(events).containsExactly("a lost [0, 1]", "a assigned [0, 1]");
    }

    @Test
    void aMemberThatDoesNotPollLeavesItsGroup() {
        Consumer<byte[], byte[]> a = join("a", EAGER, "max.poll.interval.ms", "60000");
        Consumer<byte[], byte[]> b = join("b", EAGER, "max.poll.interval.ms", "60000");
        poll(a);
        poll(b);
        poll(a);
        poll(b);
        kafka.advance(Duration.ofSeconds(59));
        poll(b);
        kafka.advance(Duration.ofSeconds(2));
        poll(b);
        events.clear();

        assertThat(b.assignment()).containsExactlyInAnyOrder(P0, P1);
        poll(a);
        assertThat(events).startsWith("a lost [0]");
    }

    @Test
    void givesAStaticMemberItsPlaceBackWithoutARebalance() {
        Consumer<byte[], byte[]> a = join("a", EAGER, "group.instance.id", "one");
        Consumer<byte[], byte[]> b = join("b", EAGER, "group.instance.id", "two");
        poll(a);
        poll(b);
        poll(a);
        poll(b);
        Set<TopicPartition> before = a.assignment();
        int generation = a.groupMetadata().generationId();
        a.close();
        events.clear();

        Consumer<byte[], byte[]> again = join("a2", EAGER, "group.instance.id", "one");
        poll(again);
        poll(b);

        assertThat(again.assignment()).isEqualTo(before);
        assertThat(again.groupMetadata().generationId()).isEqualTo(generation);
        assertThat(events).containsExactly("a2 assigned [0]");
    }

    @Test
    void fencesAStaticMemberWhenAnotherTakesItsName() {
        Consumer<byte[], byte[]> a = join("a", EAGER, "group.instance.id", "one");
        poll(a);
        Consumer<byte[], byte[]> usurper = join("b", EAGER, "group.instance.id", "one");
        poll(usurper);

        assertThatThrownBy(() -> poll(a)).isInstanceOf(FencedInstanceIdException.class);
    }

    @Test
    void staysInTheGroupIfAskedTo() {
        Consumer<byte[], byte[]> a = join("a", EAGER);
        Consumer<byte[], byte[]> b = join("b", EAGER);
        poll(a);
        poll(b);
        poll(a);
        poll(b);
        a.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        poll(b);

        assertThat(b.assignment()).containsExactly(P1);
    }

    @Test
    void rebalancesWhenAMemberInsists() {
        Consumer<byte[], byte[]> a = join("a", EAGER);
        poll(a);
        int generation = a.groupMetadata().generationId();

        a.enforceRebalance();
        poll(a);

        assertThat(a.groupMetadata().generationId()).isEqualTo(generation + 1);
        assertThat(events).containsExactly("a assigned [0, 1]", "a revoked [0, 1]", "a assigned [0, 1]");
    }

    @Test
    void noticesNewPartitionsAndNewTopicsOfAPattern() {
        Consumer<byte[], byte[]> consumer = kafka.consumer(member("g"));
        consumer.subscribe(Pattern.compile("top.*"));
        poll(consumer);
        assertThat(consumer.assignment()).hasSize(2);

        kafka.createTopic("topper", 1);
        poll(consumer);
        assertThat(consumer.assignment())
                .contains(new TopicPartition("topper", 0))
                .hasSize(3);

        kafka.admin(Map.of())
                .createPartitions(Map.of("topic", org.apache.kafka.clients.admin.NewPartitions.increaseTo(3)));
        poll(consumer);
        assertThat(consumer.assignment()).hasSize(4);
    }

    @Test
    void continuesAtTheCommittedOffsets() {
        Producer<byte[], byte[]> producer = kafka.producer(Map.of());
        producer.send(record(P0, "a"));
        producer.send(record(P0, "b"));
        producer.flush();
        Consumer<byte[], byte[]> first = join("a", EAGER);
        assertThat(poll(first)).containsExactly("a", "b");
        first.commitSync(Map.of(P0, new OffsetAndMetadata(1)));
        first.close();

        assertThat(poll(join("b", EAGER))).containsExactly("b");
    }

    @Test
    void commitsByItselfWhenTheIntervalHasPassedAndOnClose() {
        Producer<byte[], byte[]> producer = kafka.producer(Map.of());
        Consumer<byte[], byte[]> consumer =
                join("a", EAGER, "enable.auto.commit", "true", "auto.commit.interval.ms", "1000");
        producer.send(record(P0, "a"));
        producer.flush();
        poll(consumer);
        assertThat(consumer.committed(Set.of(P0))).containsEntry(P0, null);
        kafka.advance(Duration.ofSeconds(1));
        poll(consumer);
        assertThat(consumer.committed(Set.of(P0))).containsEntry(P0, new OffsetAndMetadata(1, ""));
        producer.send(record(P0, "b"));
        producer.flush();
        poll(consumer);
        consumer.close();

        assertThat(kafka.consumer(member("g")).committed(Set.of(P0))).containsEntry(P0, new OffsetAndMetadata(2, ""));
    }
}
