package dev.headrace.testkit.simulation;

import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;

/** What a consumer with a {@code group.id} has besides: its membership and its commits, which a poll moves together. */
record GroupSide(String groupId, GroupMembership membership, OffsetCommits commits) {

    static GroupSide of(String groupId, ClientGate gate, ConsumerSettings settings, ConsumerAssignment assignment) {
        GroupMembership membership = new GroupMembership(groupId, gate, settings, assignment);
        return new GroupSide(groupId, membership, new OffsetCommits(gate, settings, assignment, membership));
    }

    /** The group's part of a poll; only a consumer that subscribed takes part in rebalances. */
    void poll(boolean subscribed) {
        commits.callBack();
        if (subscribed && membership.needsRebalance()) {
            membership.poll(commits::autoCommit);
        }
        commits.autoCommitIfDue();
    }

    void close(GroupMembershipOperation operation) {
        commits.autoCommit();
        commits.callBack();
        try {
            membership.giveUpBeforeLeaving();
        } finally {
            membership.leave(operation);
        }
    }
}
