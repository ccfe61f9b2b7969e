package dev.headrace.testkit.simulation.broker;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member learns when all have joined.
 *
 * @param members the subscriptions of all members if this one is the leader, else nothing
 * @param skipAssignment whether the leader came back as a static member and must leave the assignment as it is
 */
public record JoinResponse(
        int generation,
        String protocol,
        String memberId,
        String leaderId,
        List<Member> members,
        boolean skipAssignment) {

    /** Whether this member has to compute the assignment. */
    public boolean isLeader() {
        return memberId.equals(leaderId);
    }

    /** A member as its leader sees it. */
    public record Member(String memberId, @Nullable String instanceId, ByteBuffer subscription) {}
}
