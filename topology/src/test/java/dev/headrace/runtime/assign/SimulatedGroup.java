package dev.headrace.runtime.assign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.assign.TaskLayout.TaskPartitions;
import dev.headrace.runtime.checkpoint.TaskKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A consumer group under the cooperative protocol, as the coordinator and the consumers' side of it behave. */
final class SimulatedGroup {

    private final Map<String, Integer> partitionCounts;
    private final SortedMap<String, SimulatedMember> members = new TreeMap<>();
    private int generation;

    SimulatedGroup(Map<String, Integer> partitionCounts) {
        this.partitionCounts = partitionCounts;
    }

    /** A member and its process. */
    static final class SimulatedMember {

        final String id;
        final UUID processId;
        final Set<TopicPartition> owned = new HashSet<>();
        TaskLayout layout;
        Map<TaskKey, Long> positions = new HashMap<>();
        int generation = -1;
        boolean tellsUserData = true;
        Optional<ByteBuffer> otherUserData = Optional.empty();

        SimulatedMember(String id, UUID processId, TaskLayout layout) {
            this.id = id;
            this.processId = processId;
            this.layout = layout;
        }

        TaskAssignor assignor() {
            TaskAssignor assignor = new TaskAssignor();
            assignor.configure(Map.of(TaskAssignor.LAYOUT_CONFIG, layout, TaskAssignor.STATE_CONFIG, new HeldState() {
                @Override
                public UUID processId() {
                    return processId;
                }

                @Override
                public Map<TaskKey, Long> positions() {
                    return positions;
                }
            }));
            return assignor;
        }

        private Subscription subscription() {
            return new Subscription(layout.topics(), userData(), new ArrayList<>(owned), generation, Optional.empty());
        }

        private @Nullable ByteBuffer userData() {
            if (otherUserData.isPresent()) {
                return otherUserData.get().duplicate();
            }
            return tellsUserData ? assignor().subscriptionUserData(Set.copyOf(layout.topics())) : null;
        }
    }

    SimulatedMember join(String id, TaskLayout layout) {
        return join(id, UUID.nameUUIDFromBytes(id.getBytes()), layout);
    }

    SimulatedMember join(String id, UUID processId, TaskLayout layout) {
        SimulatedMember member = new SimulatedMember(id, processId, layout);
        members.put(id, member);
        return member;
    }

    void leave(String id) {
        members.remove(id);
    }

    List<String> memberIds() {
        return List.copyOf(members.keySet());
    }

    SimulatedMember member(String id) {
        return members.get(id);
    }

    /** Rebalances until no member revokes any more; returns the number of rounds. */
    int rebalance() {
        int rounds = 1;
        while (round(members.firstKey())) {
            rounds++;
            assertThat(rounds).as("rounds until the group settles").isLessThanOrEqualTo(5);
        }
        return rounds;
    }

    /** One round; returns whether a member revoked something and therefore joins again. */
    boolean round(String leader) {
        Map<String, Subscription> subscriptions = new HashMap<>();
        members.forEach((id, member) -> subscriptions.put(id, member.subscription()));
        Map<String, Assignment> assignments = members.get(leader)
                .assignor()
                .assign(cluster(), new GroupSubscription(subscriptions))
                .groupAssignment();
        assertThat(assignments.keySet()).isEqualTo(members.keySet());
        checkCooperative(assignments);
        generation++;
        boolean revoked = false;
        for (SimulatedMember member : members.values()) {
            Set<TopicPartition> assigned =
                    new HashSet<>(assignments.get(member.id).partitions());
            assertThat(assigned).hasSameSizeAs(assignments.get(member.id).partitions());
            assertThat(assigned)
                    .as("what %s subscribes to", member.id)
                    .allMatch(partition -> member.layout.topics().contains(partition.topic()));
            revoked |= !assigned.containsAll(member.owned);
            member.owned.clear();
            member.owned.addAll(assigned);
            member.generation = generation;
        }
        return revoked;
    }

    /** What the consumer's coordinator refuses: a partition that one member gains while another still claims it. */
    private void checkCooperative(Map<String, Assignment> assignments) {
        Map<TopicPartition, String> assignedTo = new HashMap<>();
        Set<TopicPartition> gained = new HashSet<>();
        Set<TopicPartition> lost = new HashSet<>();
        members.forEach((id, member) -> {
            Set<TopicPartition> assigned = new HashSet<>(assignments.get(id).partitions());
            for (TopicPartition partition : assigned) {
                assertThat(assignedTo.put(partition, id))
                        .as("second member with %s", partition)
                        .isNull();
                if (!member.owned.contains(partition)) {
                    gained.add(partition);
                }
            }
            lost.addAll(member.owned);
            lost.removeIf(partition -> assigned.contains(partition) && member.owned.contains(partition));
        });
        gained.retainAll(lost);
        assertThat(gained).as("gained while others still claim it").isEmpty();
    }

    /** The owner of each task all of whose partitions are owned. */
    SortedMap<TaskKey, String> owners(TaskLayout layout) {
        SortedMap<TaskKey, String> owners = new TreeMap<>();
        for (TaskPartitions task : layout.tasks(topic -> partitionCounts.getOrDefault(topic, 0))) {
            for (SimulatedMember member : members.values()) {
                if (member.owned.containsAll(task.partitions())) {
                    assertThat(owners.put(task.task(), member.id)).isNull();
                } else {
                    assertThat(Collections.disjoint(member.owned, task.partitions()))
                            .as("%s has all or nothing of %s", member.id, task.task())
                            .isTrue();
                }
            }
        }
        return owners;
    }

    int taskCount(TaskLayout layout) {
        return layout.tasks(topic -> partitionCounts.getOrDefault(topic, 0)).size();
    }

    Map<String, Long> tasksPerMember(TaskLayout layout, Optional<String> subTopology) {
        Map<String, Long> counts = owners(layout).entrySet().stream()
                .filter(owner ->
                        subTopology.isEmpty() || owner.getKey().subTopology().equals(subTopology.get()))
                .collect(Collectors.groupingBy(Map.Entry::getValue, TreeMap::new, Collectors.counting()));
        members.keySet().forEach(id -> counts.putIfAbsent(id, 0L));
        return counts;
    }

    void assertBalanced(TaskLayout layout) {
        assertWithinOne(tasksPerMember(layout, Optional.empty()));
        layout.subTopologies().forEach(sub -> assertWithinOne(tasksPerMember(layout, Optional.of(sub.name()))));
    }

    private static void assertWithinOne(Map<String, Long> counts) {
        assertThat(Collections.max(counts.values()) - Collections.min(counts.values()))
                .as("spread of %s", counts)
                .isLessThanOrEqualTo(1);
    }

    private Cluster cluster() {
        Node node = new Node(0, "localhost", 9092);
        List<PartitionInfo> partitions = new ArrayList<>();
        partitionCounts.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                partitions.add(new PartitionInfo(topic, partition, node, new Node[] {node}, new Node[] {node}));
            }
        });
        return new Cluster("simulated", List.of(node), partitions, Set.of(), Set.of());
    }
}
