package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.JoinResponse;
import dev.headrace.testkit.simulation.broker.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The assignors of one consumer: what they say when it joins, and what they compute when it leads. */
final class GroupAssignors {

    private final List<ConsumerPartitionAssignor> assignors;
    private final RebalanceProtocol rebalanceProtocol;
    private final Optional<String> rackId;
    private @Nullable Map<String, Integer> assignedTopics;
    private Set<String> watchedTopics = Set.of();
    private long topicsVersion;

    GroupAssignors(List<ConsumerPartitionAssignor> assignors, Optional<String> rackId) {
        this.assignors = assignors;
        this.rebalanceProtocol = mostAdvancedCommonTo(assignors);
        this.rackId = rackId;
    }

    private static RebalanceProtocol mostAdvancedCommonTo(List<ConsumerPartitionAssignor> assignors) {
        EnumSet<RebalanceProtocol> common = EnumSet.allOf(RebalanceProtocol.class);
        assignors.forEach(assignor -> common.retainAll(assignor.supportedProtocols()));
        if (common.isEmpty()) {
            throw new IllegalArgumentException("Specified assignors "
                    + assignors.stream().map(ConsumerPartitionAssignor::name).toList()
                    + " do not have commonly supported rebalance protocol");
        }
        return common.contains(RebalanceProtocol.COOPERATIVE) ? RebalanceProtocol.COOPERATIVE : RebalanceProtocol.EAGER;
    }

    boolean isEmpty() {
        return assignors.isEmpty();
    }

    boolean isCooperative() {
        return rebalanceProtocol == RebalanceProtocol.COOPERATIVE;
    }

    ConsumerPartitionAssignor named(String name) {
        return assignors.stream()
                .filter(assignor -> assignor.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Coordinator selected invalid assignment protocol: " + name));
    }

    /** What the consumer tells the group about itself, for each assignor. */
    Map<String, ByteBuffer> subscriptions(Set<String> topics, Collection<TopicPartition> owned, int generation) {
        Map<String, ByteBuffer> subscriptions = new LinkedHashMap<>();
        for (ConsumerPartitionAssignor assignor : assignors) {
            Subscription subscription = new Subscription(
                    new ArrayList<>(topics),
                    assignor.subscriptionUserData(topics),
                    new ArrayList<>(owned),
                    generation,
                    rackId);
            subscriptions.put(assignor.name(), ConsumerProtocol.serializeSubscription(subscription));
        }
        return subscriptions;
    }

    /** Computes the assignment of the whole group. */
    Map<String, ByteBuffer> lead(JoinResponse response, Topics topics) {
        ConsumerPartitionAssignor assignor = named(response.protocol());
        Map<String, Subscription> subscriptions = new LinkedHashMap<>();
        Set<String> subscribed = new TreeSet<>();
        for (JoinResponse.Member member : response.members()) {
            Subscription subscription = ConsumerProtocol.deserializeSubscription(member.subscription());
            subscription.setGroupInstanceId(Optional.ofNullable(member.instanceId()));
            subscriptions.put(member.memberId(), subscription);
            subscribed.addAll(subscription.topics());
        }
        if (response.skipAssignment()) {
            watch(topics, subscribed);
            return Map.of();
        }
        Map<String, Assignment> assignments = assignor.assign(
                        ClusterViews.of(topics, subscribed), new GroupSubscription(subscriptions))
                .groupAssignment();
        if (isCooperative() && !assignor.name().equals(CooperativeStickyAssignor.COOPERATIVE_STICKY_ASSIGNOR_NAME)) {
            requireRevokedFirst(subscriptions, assignments);
        }
        assignments.values().forEach(assignment -> assignment.partitions().forEach(p -> subscribed.add(p.topic())));
        watch(topics, subscribed);
        return new TreeMap<>(assignments.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> ConsumerProtocol.serializeAssignment(entry.getValue()))));
    }

    /** A partition must be given up by its owner in one round before another member gets it in the next. */
    private static void requireRevokedFirst(
            Map<String, Subscription> subscriptions, Map<String, Assignment> assignments) {
        Set<TopicPartition> added = new HashSet<>();
        Set<TopicPartition> revoked = new HashSet<>();
        subscriptions.forEach((memberId, subscription) -> {
            Set<TopicPartition> owned = new HashSet<>(subscription.ownedPartitions());
            Assignment assignment = assignments.get(memberId);
            Set<TopicPartition> next = assignment == null ? Set.of() : new HashSet<>(assignment.partitions());
            next.stream().filter(partition -> !owned.contains(partition)).forEach(added::add);
            owned.stream().filter(partition -> !next.contains(partition)).forEach(revoked::add);
        });
        added.retainAll(revoked);
        if (!added.isEmpty()) {
            throw new IllegalStateException("Assignor supporting the COOPERATIVE protocol violates its requirements");
        }
    }

    private static Map<String, Integer> partitionCounts(Topics topics, Set<String> names) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String name : names) {
            topics.find(name).ifPresent(topic -> counts.put(name, topic.partitionCount()));
        }
        return counts;
    }

    private void watch(Topics topics, Set<String> names) {
        watchedTopics = names;
        assignedTopics = partitionCounts(topics, names);
        topicsVersion = topics.version();
    }

    /** The consumer does not lead any more. */
    void follow() {
        assignedTopics = null;
    }

    /** Whether topics or partitions came or went since this consumer, as leader, computed the assignment. */
    boolean isOutdated(Topics topics) {
        if (assignedTopics == null || topics.version() == topicsVersion) {
            return false;
        }
        topicsVersion = topics.version();
        return !partitionCounts(topics, watchedTopics).equals(assignedTopics);
    }
}
