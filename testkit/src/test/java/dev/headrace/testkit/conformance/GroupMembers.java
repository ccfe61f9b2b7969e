package dev.headrace.testkit.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The consumers of a scenario's group: joined, polled in turn until the group rests, and listened to. */
final class GroupMembers {

    static final Duration LAZY_POLL_INTERVAL = Duration.ofMillis(1_500);

    private final Cluster cluster;
    private final String topic;
    private final String groupId;
    private final String assignor;
    private final boolean fixedNames;
    private final Map<Integer, Consumer<byte[], byte[]>> bySlot = new TreeMap<>();
    private final Map<Integer, ConsumerGroupMetadata> remembered = new HashMap<>();
    private final Map<Integer, List<String>> events = new TreeMap<>();

    GroupMembers(Cluster cluster, String topic, boolean cooperative, boolean fixedNames) {
        this.cluster = cluster;
        this.topic = topic;
        this.groupId = topic + "-group";
        this.fixedNames = fixedNames;
        this.assignor = (cooperative ? ByNameAssignor.Cooperative.class : ByNameAssignor.Eager.class).getName();
    }

    String groupId() {
        return groupId;
    }

    boolean isEmpty() {
        return bySlot.isEmpty();
    }

    Consumer<byte[], byte[]> at(int slot) {
        return bySlot.get(slot);
    }

    void join(int slot, boolean lazy) {
        Map<String, Object> config = new HashMap<>(Map.of(
                "group.id",
                groupId,
                "client.id",
                clientId(slot),
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "partition.assignment.strategy",
                assignor));
        if (fixedNames) {
            config.put("group.instance.id", clientId(slot));
        }
        if (lazy) {
            config.put("max.poll.interval.ms", (int) LAZY_POLL_INTERVAL.toMillis());
        }
        Consumer<byte[], byte[]> consumer = cluster.consumer(config);
        consumer.subscribe(List.of(topic), new Listener(slot));
        bySlot.put(slot, consumer);
    }

    private static String clientId(int slot) {
        return "member-" + slot;
    }

    void leave(int slot) {
        bySlot.remove(slot).close();
    }

    /** Puts another consumer of the same name into the slot; returns how the former one finds out. */
    String usurp(int slot) {
        Consumer<byte[], byte[]> former = bySlot.get(slot);
        join(slot, false);
        stabilise();
        AtomicReference<String> found = new AtomicReference<>();
        Waiting.until("the former " + slot + " of " + groupId + " to find out", () -> {
            try {
                former.poll(cluster.patience());
                return false;
            } catch (KafkaException e) {
                found.set(e.getClass().getSimpleName());
                return true;
            }
        });
        former.close();
        return found.get();
    }

    void remember(int slot) {
        remembered.put(2, bySlot.get(slot).groupMetadata());
    }

    ConsumerGroupMetadata remembered() {
        return remembered.get(2);
    }

    /** Polls all members in turn until they share the partitions in one generation, and one round more. */
    String stabilise() {
        Waiting.until("a stable group " + groupId, () -> {
            pollAll();
            return isStable(bySlot.values());
        });
        return summary();
    }

    private void pollAll() {
        bySlot.values().forEach(consumer -> consumer.poll(cluster.patience()));
    }

    private static boolean isStable(Collection<Consumer<byte[], byte[]>> consumers) {
        Set<TopicPartition> assigned = new HashSet<>();
        Set<Integer> generations = new HashSet<>();
        int total = 0;
        for (Consumer<byte[], byte[]> consumer : consumers) {
            assigned.addAll(consumer.assignment());
            total += consumer.assignment().size();
            generations.add(consumer.groupMetadata().generationId());
        }
        return total == Scenario.PARTITIONS && assigned.size() == total && generations.size() == 1;
    }

    private String summary() {
        StringBuilder summary = new StringBuilder();
        bySlot.forEach((slot, consumer) -> summary.append(slot).append(numbers(consumer.assignment())));
        summary.append(" after ").append(events);
        events.clear();
        return summary.toString();
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        Set<Integer> numbers = new TreeSet<>();
        partitions.forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }

    /** Waits until the group has thrown out the slot's consumer and the others have shared what it had. */
    void awaitEviction(int slot) {
        Map<Integer, Consumer<byte[], byte[]>> others = new TreeMap<>(bySlot);
        others.remove(slot);
        Waiting.until("the eviction of " + slot + " from " + groupId, () -> {
            others.values().forEach(consumer -> consumer.poll(cluster.patience()));
            return cluster.passPollInterval(groupId, clientId(slot), LAZY_POLL_INTERVAL);
        });
        Waiting.until("the heirs of " + slot + " in " + groupId, () -> {
            others.values().forEach(consumer -> consumer.poll(cluster.patience()));
            return others.isEmpty() || isStable(others.values());
        });
    }

    void closeAll() {
        bySlot.values().forEach(Consumer::close);
    }

    private final class Listener implements ConsumerRebalanceListener {

        private final int slot;

        Listener(int slot) {
            this.slot = slot;
        }

        private void heard(String event, Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                events.computeIfAbsent(slot, member -> new ArrayList<>()).add(event + numbers(partitions));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            heard("revoked", partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            heard("assigned", partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            heard("lost", partitions);
        }
    }
}
