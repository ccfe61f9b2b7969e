package dev.headrace.runtime.assign;

import dev.headrace.runtime.assign.TaskLayout.TaskPartitions;
import dev.headrace.runtime.checkpoint.TaskKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Assigns tasks to the members of a consumer group: all partitions of a task to one member, equally many tasks to each,
 * preferably where they run or where their state lies.
 *
 * <p>It is cooperative: a member goes on with what it keeps while the group rebalances. A task that moves is first withheld
 * from its new member; its old member sees that it lost the task, revokes it and joins again by itself (the consumer does
 * that whenever it revokes), and in that second round the task is free. So an assignment settles in two rounds, and what a
 * member was assigned nobody else still claims.
 *
 * <p>The consumer makes it from its class name and configures it with {@link #LAYOUT_CONFIG} and {@link #STATE_CONFIG}.
 */
public final class TaskAssignor implements ConsumerPartitionAssignor, Configurable {

    /** The name of the consumer's configuration entry that holds the {@link TaskLayout}. */
    public static final String LAYOUT_CONFIG = "headrace.task.layout";

    /** The name of the consumer's configuration entry that holds the {@link HeldState} of its process. */
    public static final String STATE_CONFIG = "headrace.held.state";

    private @Nullable TaskLayout layout;
    private @Nullable HeldState state;

    /** Takes layout and state from the configuration of the consumer. */
    @Override
    public void configure(Map<String, ?> configs) {
        this.layout = entry(configs, LAYOUT_CONFIG, TaskLayout.class);
        this.state = entry(configs, STATE_CONFIG, HeldState.class);
    }

    private static <T> T entry(Map<String, ?> configs, String name, Class<T> type) {
        Object value = configs.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("Cannot assign tasks: the consumer's configuration entry " + name
                    + " is " + value + ", not a " + type.getSimpleName());
        }
        return type.cast(value);
    }

    @Override
    public String name() {
        return "headrace";
    }

    @Override
    public short version() {
        return MemberData.VERSION;
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        HeldState configured = configured(state);
        return new MemberData(configured.processId(), configured.positions()).encode();
    }

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription groupSubscription) {
        TaskLayout configured = configured(layout);
        List<Member> members = new ArrayList<>();
        groupSubscription.groupSubscription().forEach((id, subscription) -> members.add(Member.of(id, subscription)));
        List<TaskPartitions> tasks = configured.tasks(topic -> partitionCount(metadata, topic));
        SortedMap<TaskKey, Member> placement = Placement.of(configured, tasks, members);

        Map<String, List<TopicPartition>> partitions = new HashMap<>();
        for (TaskPartitions task : tasks) {
            Member target = placement.get(task.task());
            if (target != null) {
                partitions
                        .computeIfAbsent(target.id(), member -> new ArrayList<>())
                        .addAll(free(task, target, members));
            }
        }
        Map<String, Assignment> assignments = new HashMap<>();
        members.forEach(member ->
                assignments.put(member.id(), new Assignment(partitions.getOrDefault(member.id(), List.of()))));
        return new GroupAssignment(assignments);
    }

    /** All partitions of the task if no other member claims any; else those that the target has already. */
    private static Set<TopicPartition> free(TaskPartitions task, Member target, List<Member> members) {
        Set<TopicPartition> free = new HashSet<>(task.partitions());
        boolean claimed =
                members.stream().anyMatch(member -> !member.id().equals(target.id()) && member.claimsSomeOf(task));
        if (claimed) {
            free.retainAll(target.claims());
        }
        return free;
    }

    private static int partitionCount(Cluster metadata, String topic) {
        Integer count = metadata.partitionCountForTopic(topic);
        return count == null ? 0 : count;
    }

    private static <T> T configured(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("Cannot assign tasks: the assignor was not configured");
        }
        return part;
    }
}
