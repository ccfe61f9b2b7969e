package dev.headrace.testkit.simulation.broker;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** A group of the classic protocol: who is in it, in which generation, and how far its rebalance has come. */
final class ConsumerGroup {

    private final String groupId;
    private final Map<String, GroupMember> members = new LinkedHashMap<>();
    private final Map<String, String> memberIdByInstance = new LinkedHashMap<>();
    private GroupState state = GroupState.EMPTY;
    private int generation;
    private String protocol = "";
    private String leaderId = "";
    private long deadlineMs = Long.MAX_VALUE;

    ConsumerGroup(String groupId) {
        this.groupId = groupId;
    }

    String groupId() {
        return groupId;
    }

    GroupState state() {
        return state;
    }

    boolean is(GroupState expected) {
        return state == expected;
    }

    int generation() {
        return generation;
    }

    String protocol() {
        return protocol;
    }

    Collection<GroupMember> members() {
        return members.values();
    }

    @Nullable
    GroupMember member(String memberId) {
        return members.get(memberId);
    }

    boolean isLeader(GroupMember member) {
        return member.memberId().equals(leaderId);
    }

    String leaderId() {
        return leaderId;
    }

    /** When the phase that runs must be over, in milliseconds since 1970. */
    long deadlineMs() {
        return deadlineMs;
    }

    @Nullable
    String memberIdOf(String instanceId) {
        return memberIdByInstance.get(instanceId);
    }

    void add(GroupMember member) {
        members.put(member.memberId(), member);
        String instanceId = member.instanceId();
        if (instanceId != null) {
            memberIdByInstance.put(instanceId, member.memberId());
        }
    }

    void remove(GroupMember member) {
        members.remove(member.memberId());
        String instanceId = member.instanceId();
        if (instanceId != null) {
            memberIdByInstance.remove(instanceId, member.memberId());
        }
    }

    /** A static member came back under a new id: it takes the place and the assignment of its former self. */
    GroupMember replace(GroupMember former, String newMemberId, JoinRequest request, long nowMs) {
        GroupMember successor = new GroupMember(newMemberId, request, nowMs);
        successor.assign(former.assignment());
        former.refuse(Errors.FENCED_INSTANCE_ID);
        boolean led = isLeader(former);
        remove(former);
        add(successor);
        if (led) {
            leaderId = newMemberId;
        }
        return successor;
    }

    /** Asks everybody to join again; whoever has not by the deadline is out. */
    void prepareRebalance(long nowMs) {
        for (GroupMember member : members.values()) {
            member.refuseSync(Errors.REBALANCE_IN_PROGRESS);
        }
        state = GroupState.PREPARING_REBALANCE;
        deadlineMs = nowMs + rebalanceTimeoutMs();
    }

    private int rebalanceTimeoutMs() {
        return members.values().stream()
                .mapToInt(member -> member.request().rebalanceTimeoutMs())
                .max()
                .orElse(0);
    }

    boolean haveAllJoined() {
        return members.values().stream().allMatch(GroupMember::isJoining);
    }

    /** Begins the next generation with the members that joined. Static members that did not join stay. */
    void completeJoin(long nowMs) {
        for (GroupMember member : List.copyOf(members.values())) {
            if (!member.isJoining() && !member.isStatic()) {
                remove(member);
            }
        }
        generation++;
        if (members.isEmpty()) {
            state = GroupState.EMPTY;
            protocol = "";
            leaderId = "";
            deadlineMs = Long.MAX_VALUE;
            return;
        }
        electLeader();
        protocol = selectProtocol();
        state = GroupState.COMPLETING_REBALANCE;
        deadlineMs = nowMs + rebalanceTimeoutMs();
        for (GroupMember member : members.values()) {
            member.joined(joinResponse(member, false), nowMs);
        }
    }

    private void electLeader() {
        GroupMember leader = members.get(leaderId);
        if (leader == null || !leader.isJoining()) {
            leaderId = members.values().stream()
                    .filter(GroupMember::isJoining)
                    .findFirst()
                    .map(GroupMember::memberId)
                    .orElse(leaderId);
        }
    }

    JoinResponse joinResponse(GroupMember member, boolean skipAssignment) {
        List<JoinResponse.Member> seen = new ArrayList<>();
        if (isLeader(member)) {
            for (GroupMember other : members.values()) {
                seen.add(new JoinResponse.Member(other.memberId(), other.instanceId(), other.subscription(protocol)));
            }
        }
        return new JoinResponse(generation, protocol, member.memberId(), leaderId, seen, skipAssignment);
    }

    /** The assignor that most members like best among those that all know. */
    String selectProtocol() {
        Map<String, Integer> votes = new LinkedHashMap<>();
        for (GroupMember member : members.values()) {
            for (String candidate : member.request().protocols().keySet()) {
                if (isKnownToAll(candidate)) {
                    votes.merge(candidate, 1, Integer::sum);
                    break;
                }
            }
        }
        String selected = protocol;
        int most = 0;
        for (Map.Entry<String, Integer> vote : votes.entrySet()) {
            if (vote.getValue() > most) {
                selected = vote.getKey();
                most = vote.getValue();
            }
        }
        return selected;
    }

    boolean supports(JoinRequest request) {
        return members.isEmpty() || request.protocols().keySet().stream().anyMatch(this::isKnownToAll);
    }

    private boolean isKnownToAll(String candidate) {
        return members.values().stream()
                .allMatch(member -> member.request().protocols().containsKey(candidate));
    }

    /** The leader's assignment becomes everybody's; members that it does not name get nothing. */
    void stabilise(Map<String, ByteBuffer> assignments) {
        state = GroupState.STABLE;
        deadlineMs = Long.MAX_VALUE;
        for (GroupMember member : members.values()) {
            member.assign(assignments.getOrDefault(member.memberId(), ByteBuffer.allocate(0)));
            member.synced();
        }
    }
}
