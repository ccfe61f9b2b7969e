package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.GroupCoordinator;
import dev.headrace.testkit.simulation.broker.GroupIdentity;
import dev.headrace.testkit.simulation.broker.JoinRequest;
import dev.headrace.testkit.simulation.broker.JoinResponse;
import dev.headrace.testkit.simulation.broker.Reply;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * One consumer's place in its group, moved on by its polls. A join or a sync that waits for other members stays open from
 * one poll to the next. The order of callbacks is that of Kafka's classic consumer.
 */
final class GroupMembership {

    private enum State {
        UNJOINED,
        PREPARING_REBALANCE,
        COMPLETING_REBALANCE,
        STABLE
    }

    private static final int LATE_NEWS_ONE_IN = 2;

    private final String groupId;
    private final ClientGate gate;
    private final ConsumerSettings settings;
    private final ConsumerAssignment assignment;
    private final GroupAssignors assignors;
    private final RebalanceCallbacks callbacks;
    private final GroupCoordinator coordinator;
    private State state = State.UNJOINED;
    private Generation generation = Generation.NONE;
    private ConsumerGroupMetadata metadata;
    private @Nullable Set<String> joinedTopics;
    private boolean rejoinNeeded = true;
    private boolean prepareNeeded = true;
    private @Nullable Reply<JoinResponse> join;
    private @Nullable Reply<ByteBuffer> sync;

    GroupMembership(String groupId, ClientGate gate, ConsumerSettings settings, ConsumerAssignment assignment) {
        this.groupId = groupId;
        this.gate = gate;
        this.settings = settings;
        this.assignment = assignment;
        this.assignors = new GroupAssignors(settings.assignors(), settings.rackId());
        this.callbacks = new RebalanceCallbacks(assignment);
        this.coordinator = gate.broker().groups();
        this.metadata = metadata(Generation.NONE);
    }

    @SuppressWarnings("removal") // Kafka wants it from a consumer, and this is one.
    private ConsumerGroupMetadata metadata(Generation of) {
        return new ConsumerGroupMetadata(groupId, of.id(), of.memberId(), Optional.ofNullable(settings.instanceId()));
    }

    ConsumerGroupMetadata metadata() {
        return metadata;
    }

    boolean hasAssignors() {
        return !assignors.isEmpty();
    }

    /** Whether the member is in a generation: only then it sends heartbeats and has to poll now and then. */
    boolean isUnderPollDeadline() {
        return state == State.STABLE || state == State.COMPLETING_REBALANCE;
    }

    void requestRejoin() {
        rejoinNeeded = true;
    }

    /** Whether the next poll has to take part in a rebalance before it may do anything else. */
    boolean needsRebalance() {
        heartbeat();
        return rejoinNeededOrPending();
    }

    /**
     * Takes part in whatever the group is doing, as far as that goes without other members.
     *
     * @param beforeRejoin runs before the partitions of an earlier generation are given up
     */
    void poll(Runnable beforeRejoin) {
        while (rejoinNeededOrPending()) {
            if (prepareNeeded) {
                prepareNeeded = false;
                beforeRejoin.run();
                giveUpBeforeJoin();
            }
            if (!proceed()) {
                return;
            }
        }
    }

    private boolean rejoinNeededOrPending() {
        boolean resubscribed = joinedTopics != null && !joinedTopics.equals(assignment.topics());
        if (resubscribed || assignors.isOutdated(gate.broker().topics())) {
            rejoinNeeded = true;
        }
        return rejoinNeeded || join != null || sync != null;
    }

    private void heartbeat() {
        if (state != State.STABLE || gate.simulation().sometimes(LATE_NEWS_ONE_IN)) {
            return;
        }
        Errors error = coordinator.heartbeat(groupId, generation.memberId(), settings.instanceId(), generation.id());
        switch (error) {
            case NONE -> {}
            case REBALANCE_IN_PROGRESS -> requestRejoin();
            case ILLEGAL_GENERATION -> resetAndRejoin(false);
            case FENCED_INSTANCE_ID -> {
                resetAndRejoin(true);
                throw error.exception();
            }
            default -> resetAndRejoin(true);
        }
    }

    private void giveUpBeforeJoin() {
        List<TopicPartition> owned = List.copyOf(assignment.partitions());
        if (generation.isLost()) {
            if (!owned.isEmpty()) {
                callbacks.lost(owned);
                assignment.assignByGroup(List.of());
            }
        } else if (assignors.isCooperative()) {
            List<TopicPartition> unwanted = owned.stream()
                    .filter(partition -> !assignment.topics().contains(partition.topic()))
                    .toList();
            if (!unwanted.isEmpty()) {
                callbacks.revoked(unwanted);
                assignment.assignByGroup(minus(owned, unwanted));
            }
        } else {
            callbacks.revoked(owned);
            assignment.assignByGroup(List.of());
        }
        assignors.follow();
        callbacks.throwFirst();
    }

    /** One step of joining: asks, or looks for an answer. False if the answer has not come. */
    private boolean proceed() {
        if (sync != null) {
            return proceedWithSync(sync);
        }
        if (join == null) {
            join = sendJoin();
        }
        return proceedWithJoin(join);
    }

    private Reply<JoinResponse> sendJoin() {
        state = State.PREPARING_REBALANCE;
        Set<String> topics = new TreeSet<>(assignment.topics());
        joinedTopics = topics;
        return coordinator.join(new JoinRequest(
                groupId,
                generation.memberId(),
                settings.instanceId(),
                settings.clientId(),
                assignors.subscriptions(topics, assignment.partitions(), generation.id()),
                settings.sessionTimeoutMs(),
                settings.pollIntervalMaxMs(),
                () -> gate.process().isRunning() && isUnderPollDeadline()));
    }

    private boolean proceedWithJoin(Reply<JoinResponse> reply) {
        if (!reply.isDone()) {
            return false;
        }
        join = null;
        if (reply.error() != Errors.NONE) {
            failed(reply.error());
            return true;
        }
        JoinResponse response = reply.value();
        state = State.COMPLETING_REBALANCE;
        generation = new Generation(response.generation(), response.memberId(), response.protocol());
        Map<String, ByteBuffer> assignments = Map.of();
        if (response.isLeader()) {
            try {
                assignments = assignors.lead(response, gate.broker().topics());
            } catch (RuntimeException e) {
                requestRejoin();
                throw e;
            }
        }
        sync = coordinator.sync(groupId, generation.memberId(), settings.instanceId(), generation.id(), assignments);
        return true;
    }

    private boolean proceedWithSync(Reply<ByteBuffer> reply) {
        if (!reply.isDone()) {
            return false;
        }
        if (reply.error() != Errors.NONE) {
            sync = null;
            failed(reply.error());
            return true;
        }
        if (state == State.UNJOINED) {
            sync = null;
            resetAndRejoin(true);
            return true;
        }
        if (state == State.COMPLETING_REBALANCE) {
            state = State.STABLE;
            rejoinNeeded = false;
        }
        take(reply.value());
        sync = null;
        prepareNeeded = true;
        return true;
    }

    private void failed(Errors error) {
        requestRejoin();
        switch (error) {
            case UNKNOWN_MEMBER_ID -> resetAndRejoin(true);
            case ILLEGAL_GENERATION -> resetAndRejoin(false);
            case REBALANCE_IN_PROGRESS -> {}
            default -> throw error.exception();
        }
    }

    /** Takes over an assignment: gives up first, then tells the assignor, then adds. */
    private void take(ByteBuffer serialised) {
        metadata = metadata(generation);
        if (serialised.remaining() < Short.BYTES) {
            throw new IllegalStateException("There are insufficient bytes available to read assignment from the"
                    + " sync-group response: it is likely that the leader's assign function did not name this member");
        }
        Assignment received = ConsumerProtocol.deserializeAssignment(serialised);
        List<TopicPartition> assigned = ConsumerAssignment.sorted(received.partitions());
        if (!assignment.allows(assigned)) {
            requestRejoin();
            return;
        }
        List<TopicPartition> owned = List.copyOf(assignment.partitions());
        if (assignors.isCooperative()) {
            List<TopicPartition> revoked = minus(owned, assigned);
            if (!revoked.isEmpty()) {
                callbacks.revoked(revoked);
                requestRejoin();
            }
        }
        callbacks.call(() -> assignors.named(generation.protocol()).onAssignment(received, metadata));
        assignment.assignByGroup(assigned);
        callbacks.assigned(minus(assigned, owned));
        callbacks.throwFirstAsIs();
    }

    private static List<TopicPartition> minus(Collection<TopicPartition> all, Collection<TopicPartition> without) {
        List<TopicPartition> rest = new ArrayList<>(all);
        rest.removeAll(without);
        return rest;
    }

    private void resetAndRejoin(boolean forgetMember) {
        state = State.UNJOINED;
        generation = forgetMember ? Generation.NONE : generation.withoutRound();
        rejoinNeeded = true;
        prepareNeeded = true;
    }

    /** Gives up all partitions before the consumer leaves: revoked if it is in good standing, lost if not. */
    void giveUpBeforeLeaving() {
        List<TopicPartition> owned = List.copyOf(assignment.partitions());
        if (!assignment.isByGroup() || owned.isEmpty()) {
            return;
        }
        boolean rebalancing = state == State.PREPARING_REBALANCE || state == State.COMPLETING_REBALANCE;
        if (generation.isLost() || rebalancing) {
            callbacks.lost(owned);
        } else {
            callbacks.revoked(owned);
        }
        assignment.assignByGroup(List.of());
        callbacks.throwFirst();
    }

    /** Leaves, if the way of leaving says so; a static member stays by default. */
    void leave(GroupMembershipOperation operation) {
        boolean byDefault = operation == GroupMembershipOperation.DEFAULT && settings.instanceId() == null;
        boolean leaves = byDefault || operation == GroupMembershipOperation.LEAVE_GROUP;
        if (leaves && state != State.UNJOINED && !generation.memberId().isEmpty()) {
            coordinator.leave(groupId, generation.memberId());
        }
        join = null;
        sync = null;
        resetAndRejoin(true);
    }

    /** The identity for a commit of offsets; throws if the consumer is not in a position to commit. */
    GroupIdentity identityForCommit() {
        if (!assignment.isByGroup()) {
            return GroupIdentity.anonymous(groupId);
        }
        if (state == State.STABLE) {
            return new GroupIdentity(groupId, generation.id(), generation.memberId(), settings.instanceId());
        }
        if (state == State.UNJOINED) {
            throw new CommitFailedException(
                    "Offset commit cannot be completed since the consumer is not part of an active"
                            + " group for auto partition assignment; it is likely that the consumer was kicked out of the group.");
        }
        throw new RebalanceInProgressException("Offset commit cannot be completed since the consumer is undergoing a"
                + " rebalance for auto partition assignment. You can try completing the rebalance by calling poll() and"
                + " then retry the operation.");
    }

    /** What a refused commit means to the member; returns the exception for the caller. */
    RuntimeException commitRefused(Errors error) {
        switch (error) {
            case REBALANCE_IN_PROGRESS -> {
                requestRejoin();
                return new RebalanceInProgressException("Offset commit cannot be completed since the consumer group is"
                        + " executing a rebalance at the moment. You can try completing the rebalance by calling poll()"
                        + " and then retry commit again");
            }
            case UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION -> {
                resetAndRejoin(error == Errors.UNKNOWN_MEMBER_ID);
                return new CommitFailedException();
            }
            default -> {
                return error.exception();
            }
        }
    }
}
