package dev.headrace.testkit.simulation.broker;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.protocol.Errors;

/** One broker that is leader, coordinator and controller of everything: the requests that clients make of it. */
public final class SimulatedBroker {

    private final SimulatedTime time;
    private final BrokerTasks tasks = new BrokerTasks();
    private final Topics topics = new Topics();
    private final GroupOffsetsByGroup offsets = new GroupOffsetsByGroup();
    private final TransactionCoordinator transactions;
    private final GroupCoordinator groups;

    /** A broker without topics that lives by the given clock. */
    public SimulatedBroker(SimulatedTime time) {
        this.time = time;
        this.transactions = new TransactionCoordinator(time, tasks, topics, offsets);
        this.groups = new GroupCoordinator(time);
    }

    /** The topics and their logs. */
    public Topics topics() {
        return topics;
    }

    /** Who decides transactions. */
    public TransactionCoordinator transactions() {
        return transactions;
    }

    /** Who keeps the groups. */
    public GroupCoordinator groups() {
        return groups;
    }

    /** What the broker still has to do on its own. */
    public BrokerTasks tasks() {
        return tasks;
    }

    /** The committed offsets of a group. */
    public GroupOffsets offsets(String groupId) {
        return offsets.of(groupId);
    }

    /** The ids of groups that have committed offsets. */
    public Iterable<String> groupsWithOffsets() {
        return offsets.groupsWithOffsets();
    }

    /** Forgets a group with its offsets. */
    public void deleteGroup(String groupId) {
        groups.delete(groupId);
        offsets.delete(groupId);
    }

    /**
     * Writes a batch and returns the offset of its first record.
     *
     * @throws org.apache.kafka.common.errors.ApiException what a real broker answers to a batch that it refuses
     */
    public long produce(TopicPartition partition, ProducerStamp stamp, int baseSequence, List<NewRecord> records) {
        PartitionLog log = topics.existing(partition);
        if (stamp.isTransactional() && !log.hasOpenTransaction(stamp)) {
            try {
                transactions.addPartition(stamp, partition);
            } catch (ProducerFencedException e) {
                throw Errors.INVALID_PRODUCER_EPOCH.exception(e.getMessage());
            }
        }
        return log.append(stamp, baseSequence, records, time.nowMs());
    }

    /**
     * Adds offsets to the producer's transaction.
     *
     * @throws org.apache.kafka.common.errors.ApiException what a real broker answers to a commit that it refuses
     */
    public void commitInTransaction(
            ProducerStamp stamp, GroupIdentity group, Map<TopicPartition, OffsetAndMetadata> toCommit) {
        transactions.addGroup(stamp, group.groupId());
        Errors error = groups.validateCommit(group, true);
        if (error != Errors.NONE) {
            throw error.exception();
        }
        GroupOffsets.requireMetadataLength(toCommit);
        offsets.of(group.groupId()).commitInTransaction(stamp.producerId(), toCommit);
    }

    /**
     * Commits offsets without a transaction.
     *
     * @throws org.apache.kafka.common.errors.ApiException what a real broker answers to a commit that it refuses
     */
    public void commit(GroupIdentity group, Map<TopicPartition, OffsetAndMetadata> toCommit) {
        Errors error = groups.validateCommit(group, false);
        if (error != Errors.NONE) {
            throw error.exception();
        }
        GroupOffsets.requireMetadataLength(toCommit);
        offsets.of(group.groupId()).commit(toCommit);
    }

    /** When something happens by itself next, in milliseconds since 1970; {@link Long#MAX_VALUE} if nothing will. */
    public long nextDeadlineMs() {
        return Math.min(transactions.nextDeadlineMs(), groups.nextDeadlineMs());
    }

    /** Does what the clock made due: transactions that time out, sessions and rebalances that end. */
    public void expire() {
        transactions.abortExpired();
        groups.expire();
    }
}
