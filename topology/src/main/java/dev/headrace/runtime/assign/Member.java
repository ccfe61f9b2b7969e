package dev.headrace.runtime.assign;

import dev.headrace.runtime.checkpoint.TaskKey;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.TopicPartition;

/**
 * A member of the group as the leader sees it.
 *
 * @param id that the group coordinator gave it
 * @param stableName its static id, or {@code id} where it has none
 * @param topics that it subscribes to
 * @param claims partitions that it says it owns
 * @param generation of the assignment from which it owns them; -1 where it tells none
 * @param data what it told of its process
 */
record Member(
        String id, String stableName, Set<String> topics, Set<TopicPartition> claims, int generation, MemberData data) {

    static final Comparator<Member> ORDER =
            Comparator.comparing(Member::stableName).thenComparing(Member::id);

    static Member of(String id, Subscription subscription) {
        MemberData data = MemberData.decode(subscription.userData())
                .orElseGet(() -> new MemberData(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)), Map.of()));
        return new Member(
                id,
                subscription.groupInstanceId().orElse(id),
                Set.copyOf(subscription.topics()),
                Set.copyOf(subscription.ownedPartitions()),
                subscription.generationId().orElse(-1),
                data);
    }

    boolean canRun(TaskLayout.SubTopology sub) {
        return topics.containsAll(sub.topics());
    }

    boolean claimsSomeOf(TaskLayout.TaskPartitions task) {
        return task.partitions().stream().anyMatch(claims::contains);
    }

    boolean holdsStateOf(TaskKey task) {
        return data.positions().containsKey(task);
    }

    long positionOf(TaskKey task) {
        return data.positions().getOrDefault(task, Long.MIN_VALUE);
    }
}
