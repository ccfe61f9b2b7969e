package dev.headrace.testkit.simulation.broker;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Keeps the groups of the classic protocol: joins, syncs, heartbeats, leaves and what happens when they do not come. */
public final class GroupCoordinator {

    private final SimulatedTime time;
    private final Map<String, ConsumerGroup> groups = new LinkedHashMap<>();
    private long membersEver;

    GroupCoordinator(SimulatedTime time) {
        this.time = time;
    }

    /** Asks for a place in the next generation. The answer comes when all members have asked, or at the deadline. */
    public Reply<JoinResponse> join(JoinRequest request) {
        ConsumerGroup group = groups.computeIfAbsent(request.groupId(), ConsumerGroup::new);
        Reply<JoinResponse> reply = new Reply<>();
        if (!group.supports(request)) {
            reply.fail(Errors.INCONSISTENT_GROUP_PROTOCOL);
        } else if (request.memberId().isEmpty()) {
            joinAsNew(group, request, reply);
        } else {
            Errors error = validate(group, request.memberId(), request.instanceId());
            GroupMember member = group.member(request.memberId());
            if (error != Errors.NONE || member == null) {
                reply.fail(error);
            } else {
                joinAgain(group, member, request, reply);
            }
        }
        return reply;
    }

    private void joinAsNew(ConsumerGroup group, JoinRequest request, Reply<JoinResponse> reply) {
        String memberId = newMemberId(request);
        String instanceId = request.instanceId();
        String formerId = instanceId == null ? null : group.memberIdOf(instanceId);
        GroupMember former = formerId == null ? null : group.member(formerId);
        if (former == null) {
            GroupMember member = new GroupMember(memberId, request, time.nowMs());
            group.add(member);
            rebalance(group, member, reply);
            return;
        }
        GroupMember successor = group.replace(former, memberId, request, time.nowMs());
        if (group.is(GroupState.STABLE) && group.selectProtocol().equals(group.protocol())) {
            reply.complete(group.joinResponse(successor, group.isLeader(successor)));
        } else {
            rebalance(group, successor, reply);
        }
    }

    private String newMemberId(JoinRequest request) {
        String prefix = request.instanceId() == null ? request.clientId() : request.instanceId();
        return prefix + "-member-" + ++membersEver;
    }

    private void joinAgain(ConsumerGroup group, GroupMember member, JoinRequest request, Reply<JoinResponse> reply) {
        boolean unchanged = member.knows(request.protocols());
        boolean followsAlready = group.is(GroupState.STABLE) && !group.isLeader(member);
        boolean answeredAtOnce = unchanged && (followsAlready || group.is(GroupState.COMPLETING_REBALANCE));
        member.update(request);
        if (answeredAtOnce) {
            reply.complete(group.joinResponse(member, false));
        } else {
            rebalance(group, member, reply);
        }
    }

    private void rebalance(ConsumerGroup group, GroupMember member, Reply<JoinResponse> reply) {
        member.awaitJoin(reply);
        if (!group.is(GroupState.PREPARING_REBALANCE)) {
            group.prepareRebalance(time.nowMs());
        }
        completeIfAllJoined(group);
    }

    private void completeIfAllJoined(ConsumerGroup group) {
        if (group.is(GroupState.PREPARING_REBALANCE) && group.haveAllJoined()) {
            group.completeJoin(time.nowMs());
        }
    }

    /** Asks for the member's part of the assignment; the leader brings the whole with it. */
    public Reply<ByteBuffer> sync(
            String groupId,
            String memberId,
            @Nullable String instanceId,
            int generation,
            Map<String, ByteBuffer> assignments) {
        Reply<ByteBuffer> reply = new Reply<>();
        ConsumerGroup group = groups.get(groupId);
        Errors error = validate(group, memberId, instanceId, generation);
        GroupMember member = group == null ? null : group.member(memberId);
        if (error != Errors.NONE || group == null || member == null) {
            reply.fail(error);
            return reply;
        }
        switch (group.state()) {
            case COMPLETING_REBALANCE -> {
                member.awaitSync(reply);
                if (group.isLeader(member)) {
                    group.stabilise(assignments);
                }
            }
            case STABLE -> reply.complete(member.assignment());
            default -> reply.fail(Errors.REBALANCE_IN_PROGRESS);
        }
        member.heartbeat(time.nowMs());
        return reply;
    }

    /** Shows that the member lives, and tells it whether it has to join again. */
    public Errors heartbeat(String groupId, String memberId, @Nullable String instanceId, int generation) {
        ConsumerGroup group = groups.get(groupId);
        Errors error = validate(group, memberId, instanceId, generation);
        GroupMember member = group == null ? null : group.member(memberId);
        if (error != Errors.NONE || group == null || member == null) {
            return error;
        }
        member.heartbeat(time.nowMs());
        return group.is(GroupState.PREPARING_REBALANCE) ? Errors.REBALANCE_IN_PROGRESS : Errors.NONE;
    }

    /** Takes a member out of its group; the others rebalance. */
    public Errors leave(String groupId, String memberId) {
        ConsumerGroup group = groups.get(groupId);
        GroupMember member = group == null ? null : group.member(memberId);
        if (group == null || member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        member.refuse(Errors.UNKNOWN_MEMBER_ID);
        drop(group, member);
        return Errors.NONE;
    }

    private void drop(ConsumerGroup group, GroupMember member) {
        group.remove(member);
        if (group.is(GroupState.STABLE) || group.is(GroupState.COMPLETING_REBALANCE)) {
            group.prepareRebalance(time.nowMs());
        }
        completeIfAllJoined(group);
    }

    /** Whether a commit of offsets with this identity is in order; the reason if not. */
    Errors validateCommit(GroupIdentity committer, boolean transactional) {
        ConsumerGroup group = groups.get(committer.groupId());
        if (group == null) {
            return committer.generation() < 0 ? Errors.NONE : Errors.ILLEGAL_GENERATION;
        }
        if (committer.generation() < 0 && group.is(GroupState.EMPTY)) {
            return Errors.NONE;
        }
        if (committer.isAnonymous()) {
            return transactional ? Errors.NONE : Errors.UNKNOWN_MEMBER_ID;
        }
        Errors error = validate(group, committer.memberId(), committer.instanceId(), committer.generation());
        if (error == Errors.NONE && !transactional && group.is(GroupState.COMPLETING_REBALANCE)) {
            return Errors.REBALANCE_IN_PROGRESS;
        }
        return error;
    }

    private static Errors validate(
            @Nullable ConsumerGroup group, String memberId, @Nullable String instanceId, int generation) {
        Errors error = group == null ? Errors.UNKNOWN_MEMBER_ID : validate(group, memberId, instanceId);
        boolean stale = group != null && generation != group.generation();
        return error == Errors.NONE && stale ? Errors.ILLEGAL_GENERATION : error;
    }

    private static Errors validate(ConsumerGroup group, String memberId, @Nullable String instanceId) {
        if (instanceId != null) {
            String current = group.memberIdOf(instanceId);
            if (current == null) {
                return Errors.UNKNOWN_MEMBER_ID;
            }
            return current.equals(memberId) ? Errors.NONE : Errors.FENCED_INSTANCE_ID;
        }
        return group.member(memberId) == null ? Errors.UNKNOWN_MEMBER_ID : Errors.NONE;
    }

    /** When the next session or phase ends, in milliseconds since 1970; {@link Long#MAX_VALUE} if none runs. */
    long nextDeadlineMs() {
        long next = Long.MAX_VALUE;
        for (ConsumerGroup group : groups.values()) {
            next = Math.min(next, group.deadlineMs());
            for (GroupMember member : group.members()) {
                next = Math.min(next, member.sessionDeadlineMs());
            }
        }
        return next;
    }

    /** Ends the sessions and phases whose time is over. */
    void expire() {
        long nowMs = time.nowMs();
        for (ConsumerGroup group : groups.values()) {
            for (GroupMember member : List.copyOf(group.members())) {
                if (member.sessionDeadlineMs() <= nowMs) {
                    endSession(group, member);
                }
            }
            if (group.deadlineMs() <= nowMs) {
                endPhase(group);
            }
        }
    }

    private void endSession(ConsumerGroup group, GroupMember member) {
        if (member.request().beating().getAsBoolean()) {
            member.heartbeat(time.nowMs());
        } else {
            drop(group, member);
        }
    }

    private void endPhase(ConsumerGroup group) {
        if (group.is(GroupState.PREPARING_REBALANCE)) {
            group.completeJoin(time.nowMs());
        } else {
            for (GroupMember member : List.copyOf(group.members())) {
                if (!member.isSyncing()) {
                    group.remove(member);
                }
            }
            group.prepareRebalance(time.nowMs());
            completeIfAllJoined(group);
        }
    }

    /** What an administrator sees of a group, if it exists. */
    public Optional<Listing> describe(String groupId) {
        return Optional.ofNullable(groups.get(groupId)).map(GroupCoordinator::listing);
    }

    /** What an administrator sees of all groups. */
    public List<Listing> list() {
        return groups.values().stream().map(GroupCoordinator::listing).toList();
    }

    private static Listing listing(ConsumerGroup group) {
        List<MemberListing> members = group.members().stream()
                .map(member -> new MemberListing(
                        member.memberId(), member.instanceId(), member.request().clientId(), member.assignment()))
                .toList();
        return new Listing(group.groupId(), group.state(), group.generation(), group.protocol(), members);
    }

    /** Forgets an empty group. */
    void delete(String groupId) {
        groups.remove(groupId);
    }

    /** The state of a group. */
    public record Listing(
            String groupId, GroupState state, int generation, String protocol, List<MemberListing> members) {}

    /** A member of a group with its part of the assignment, as the leader serialised it. */
    public record MemberListing(String memberId, @Nullable String instanceId, String clientId, ByteBuffer assignment) {}
}
