package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.GroupCoordinator;
import dev.headrace.testkit.simulation.broker.GroupIdentity;
import dev.headrace.testkit.simulation.broker.GroupOffsets;
import dev.headrace.testkit.simulation.broker.SimulatedBroker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DeleteConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.DeleteConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.DeleteConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DeleteConsumerGroupsResult;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListGroupsResult;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupResult;
import org.apache.kafka.clients.admin.internals.CoordinatorKey;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.protocol.Errors;

/** What an administrator does with groups and their committed offsets. */
final class GroupAdmin {

    private static final String PROTOCOL_TYPE = "consumer";

    private final AdminRequests requests;
    private final SimulatedBroker broker;

    GroupAdmin(ClientGate gate, AdminRequests requests) {
        this.requests = requests;
        this.broker = gate.broker();
    }

    public ListGroupsResult listGroups(ListGroupsOptions options) {
        KafkaFuture<Collection<Object>> future = requests.one(ClientSite.ADMIN_READ, () -> {
            Map<String, Object> listings = new LinkedHashMap<>();
            broker.groups().list().forEach(group -> listings.put(group.groupId(), listing(group)));
            broker.groupsWithOffsets().forEach(groupId -> listings.putIfAbsent(groupId, simpleListing(groupId)));
            return new ArrayList<>(listings.values());
        });
        return AdminRequests.result(ListGroupsResult.class, future);
    }

    private static GroupListing listing(GroupCoordinator.Listing group) {
        return new GroupListing(
                group.groupId(), Optional.of(GroupType.CLASSIC), PROTOCOL_TYPE, Optional.of(group.state()));
    }

    private static GroupListing simpleListing(String groupId) {
        return new GroupListing(groupId, Optional.of(GroupType.CLASSIC), "", Optional.of(GroupState.EMPTY));
    }

    public DescribeConsumerGroupsResult describeConsumerGroups(
            Collection<String> groupIds, DescribeConsumerGroupsOptions options) {
        return new DescribeConsumerGroupsResult(requests.each(ClientSite.ADMIN_READ, groupIds, this::describe));
    }

    private ConsumerGroupDescription describe(String groupId) {
        GroupCoordinator.Listing group = broker.groups()
                .describe(groupId)
                .orElseThrow(() -> new GroupIdNotFoundException("Group " + groupId + " not found."));
        List<MemberDescription> members = group.members().stream()
                .map(member -> new MemberDescription(
                        member.memberId(),
                        Optional.ofNullable(member.instanceId()),
                        Optional.empty(),
                        member.clientId(),
                        "/simulated",
                        new MemberAssignment(partitions(member.assignment())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return new ConsumerGroupDescription(
                groupId,
                false,
                members,
                group.protocol(),
                GroupType.CLASSIC,
                group.state(),
                ClusterViews.NODE,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Set<TopicPartition> partitions(ByteBuffer assignment) {
        return assignment.remaining() < Short.BYTES
                ? Set.of()
                : new LinkedHashSet<>(
                        ConsumerProtocol.deserializeAssignment(assignment).partitions());
    }

    public DeleteConsumerGroupsResult deleteConsumerGroups(
            Collection<String> groupIds, DeleteConsumerGroupsOptions options) {
        return AdminRequests.result(
                DeleteConsumerGroupsResult.class, requests.each(ClientSite.ADMIN_ALTER_GROUP, groupIds, this::delete));
    }

    @SuppressWarnings("NullAway") // A future of Void has nothing but null to complete with.
    private Void delete(String groupId) {
        boolean hasOffsets = !broker.offsets(groupId).all().isEmpty();
        if (broker.groups().describe(groupId).isEmpty() && !hasOffsets) {
            throw new GroupIdNotFoundException("The group id does not exist.");
        }
        requireEmpty(groupId);
        broker.deleteGroup(groupId);
        return null;
    }

    private void requireEmpty(String groupId) {
        if (!isEmpty(groupId)) {
            throw new GroupNotEmptyException("The group is not empty.");
        }
    }

    private boolean isEmpty(String groupId) {
        return broker.groups()
                .describe(groupId)
                .map(group -> group.state() == GroupState.EMPTY)
                .orElse(true);
    }

    public ListConsumerGroupOffsetsResult listConsumerGroupOffsets(
            Map<String, ListConsumerGroupOffsetsSpec> groupSpecs, ListConsumerGroupOffsetsOptions options) {
        Map<CoordinatorKey, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> futures = new LinkedHashMap<>();
        requests.each(
                        ClientSite.ADMIN_READ,
                        groupSpecs,
                        (groupId, spec) -> offsets(groupId, spec, options.requireStable()))
                .forEach((groupId, future) -> futures.put(CoordinatorKey.byGroupId(groupId), future));
        return AdminRequests.result(ListConsumerGroupOffsetsResult.class, futures);
    }

    /** As the real client: partitions without an offset are null, unstable ones are left out. */
    private Map<TopicPartition, OffsetAndMetadata> offsets(
            String groupId, ListConsumerGroupOffsetsSpec spec, boolean requireStable) {
        GroupOffsets offsets = broker.offsets(groupId);
        Collection<TopicPartition> wanted =
                spec.topicPartitions() == null ? offsets.all().keySet() : spec.topicPartitions();
        Map<TopicPartition, OffsetAndMetadata> found = new LinkedHashMap<>();
        for (TopicPartition partition : wanted) {
            if (!requireStable || !offsets.isUnstable(partition)) {
                found.put(partition, offsets.committed(partition));
            }
        }
        return found;
    }

    public AlterConsumerGroupOffsetsResult alterConsumerGroupOffsets(
            String groupId, Map<TopicPartition, OffsetAndMetadata> offsets, AlterConsumerGroupOffsetsOptions options) {
        return AdminRequests.result(
                AlterConsumerGroupOffsetsResult.class,
                requests.one(ClientSite.ADMIN_ALTER_GROUP, () -> alter(groupId, offsets)));
    }

    private Map<TopicPartition, Errors> alter(String groupId, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Errors error = Errors.NONE;
        try {
            broker.commit(GroupIdentity.anonymous(groupId), ConsumerAssignment.inOrder(offsets));
        } catch (ApiException e) {
            error = Errors.forException(e);
        }
        return each(offsets.keySet(), error);
    }

    private static Map<TopicPartition, Errors> each(Collection<TopicPartition> partitions, Errors error) {
        Map<TopicPartition, Errors> errors = new LinkedHashMap<>();
        partitions.forEach(partition -> errors.put(partition, error));
        return errors;
    }

    public DeleteConsumerGroupOffsetsResult deleteConsumerGroupOffsets(
            String groupId, Set<TopicPartition> partitions, DeleteConsumerGroupOffsetsOptions options) {
        KafkaFuture<Map<TopicPartition, Errors>> future = requests.one(ClientSite.ADMIN_ALTER_GROUP, () -> {
            if (!isEmpty(groupId)) {
                return each(partitions, Errors.GROUP_SUBSCRIBED_TO_TOPIC);
            }
            partitions.forEach(broker.offsets(groupId)::delete);
            return each(partitions, Errors.NONE);
        });
        return AdminRequests.result(DeleteConsumerGroupOffsetsResult.class, future, partitions);
    }

    public RemoveMembersFromConsumerGroupResult removeMembersFromConsumerGroup(
            String groupId, RemoveMembersFromConsumerGroupOptions options) {
        KafkaFuture<Map<MemberIdentity, Errors>> future = requests.one(ClientSite.ADMIN_ALTER_GROUP, () -> {
            Map<MemberIdentity, Errors> errors = new LinkedHashMap<>();
            broker.groups().describe(groupId).ifPresent(group -> group.members().forEach(member -> {
                boolean named = options.members().stream()
                        .anyMatch(wanted -> wanted.groupInstanceId().equals(member.instanceId()));
                if (options.removeAll() || named) {
                    MemberIdentity identity = new MemberIdentity()
                            .setMemberId(options.removeAll() ? member.memberId() : "")
                            .setGroupInstanceId(member.instanceId());
                    errors.put(identity, broker.groups().leave(groupId, member.memberId()));
                }
            }));
            return errors;
        });
        return AdminRequests.result(RemoveMembersFromConsumerGroupResult.class, future, options.members());
    }
}
