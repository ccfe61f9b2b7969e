package dev.headrace.testkit.simulation.broker;

import org.jspecify.annotations.Nullable;

/**
 * In whose name offsets are committed.
 *
 * @param generation the round of the group that the member is in, or -1
 * @param memberId empty if the committer is not a member
 * @param instanceId the name of a static member, or null
 */
public record GroupIdentity(
        String groupId,
        int generation,
        String memberId,
        @Nullable String instanceId) {

    /** Somebody who is no member, as an administrator or a consumer that assigns itself. */
    public static GroupIdentity anonymous(String groupId) {
        return new GroupIdentity(groupId, -1, "", null);
    }

    boolean isAnonymous() {
        return generation < 0 && memberId.isEmpty() && instanceId == null;
    }
}
