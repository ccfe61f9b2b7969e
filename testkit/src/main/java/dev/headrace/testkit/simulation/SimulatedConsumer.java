package dev.headrace.testkit.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.jspecify.annotations.Nullable;

/** A consumer of the simulation. A poll never blocks: it does what can be done now and returns what there is. */
final class SimulatedConsumer implements Consumer<byte[], byte[]> {

    private static final String ASSIGNED_ONLY =
            "You can only check the position for partitions assigned to this consumer.";

    private static final Duration API_TIMEOUT = Duration.ofSeconds(60);

    private final ClientGate gate;
    private final ConsumerSettings settings;
    private final ConsumerAssignment assignment = new ConsumerAssignment();
    private final PositionLookup positions;
    private final Fetcher fetcher;
    private final LogQueries logs;
    private final @Nullable GroupSide group;
    private long lastPollMs;
    private boolean woken;
    private boolean closed;

    SimulatedConsumer(ClientGate gate, ConsumerSettings settings) {
        this.gate = gate;
        this.settings = settings;
        this.positions = new PositionLookup(gate, settings, assignment);
        this.fetcher = new Fetcher(gate, settings, assignment, positions);
        this.logs = new LogQueries(gate, settings.readCommitted());
        String groupId = settings.groupId();
        this.group = groupId == null ? null : GroupSide.of(groupId, gate, settings, assignment);
        this.lastPollMs = gate.simulation().nowMs();
    }

    private GroupSide group() {
        requireOpen();
        if (group == null) {
            throw new InvalidGroupIdException(
                    "To use the group management or offset commit APIs, you must provide a valid"
                            + " group.id in the consumer configuration.");
        }
        return group;
    }

    private void requireOpen() {
        gate.process().requireRunning();
        if (closed) {
            throw new IllegalStateException("This consumer has already been closed.");
        }
    }

    @Override
    public Set<TopicPartition> assignment() {
        requireOpen();
        return Collections.unmodifiableSet(new LinkedHashSet<>(assignment.partitions()));
    }

    @Override
    public Set<String> subscription() {
        requireOpen();
        return Collections.unmodifiableSet(new LinkedHashSet<>(assignment.topics()));
    }

    @Override
    public void subscribe(Collection<String> topics) {
        subscribeTo(topics, null);
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener callback) {
        if (callback == null) {
            throw new IllegalArgumentException("RebalanceListener cannot be null");
        }
        subscribeTo(topics, callback);
    }

    private void subscribeTo(Collection<String> topics, @Nullable ConsumerRebalanceListener callback) {
        GroupSide joined = group();
        if (topics.isEmpty()) {
            unsubscribe();
            return;
        }
        if (topics.stream().anyMatch(topic -> topic == null || topic.isBlank())) {
            throw new IllegalArgumentException("Topic collection to subscribe to cannot contain null or empty topic");
        }
        requireAssignors(joined);
        assignment.subscribe(topics, callback);
    }

    private static void requireAssignors(GroupSide group) {
        if (!group.membership().hasAssignors()) {
            throw new IllegalStateException("Must configure at least one partition assigner class name to"
                    + " partition.assignment.strategy configuration property");
        }
    }

    @Override
    public void subscribe(Pattern pattern, ConsumerRebalanceListener callback) {
        if (callback == null) {
            throw new IllegalArgumentException("RebalanceListener cannot be null");
        }
        subscribeTo(pattern, callback);
    }

    @Override
    public void subscribe(Pattern pattern) {
        subscribeTo(pattern, null);
    }

    private void subscribeTo(Pattern pattern, @Nullable ConsumerRebalanceListener callback) {
        requireAssignors(group());
        assignment.subscribe(pattern, callback);
        matchPattern();
    }

    private void matchPattern() {
        assignment.matchPattern(gate.broker().topics());
    }

    @Override
    public void subscribe(SubscriptionPattern pattern, ConsumerRebalanceListener callback) {
        throw new UnsupportedOperationException(
                "Subscribe to RE2/J pattern is not supported when using the CLASSIC protocol");
    }

    @Override
    public void subscribe(SubscriptionPattern pattern) {
        throw new UnsupportedOperationException(
                "Subscribe to RE2/J pattern is not supported when using the CLASSIC protocol");
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        requireOpen();
        if (partitions.isEmpty()) {
            unsubscribe();
            return;
        }
        if (group != null) {
            group.commits().autoCommitIfDue();
        }
        assignment.assignManually(partitions);
    }

    @Override
    public void unsubscribe() {
        requireOpen();
        gate.run(ClientSite.CONSUMER_UNSUBSCRIBE, () -> {
            if (group != null) {
                group.membership().giveUpBeforeLeaving();
                group.membership().leave(GroupMembershipOperation.DEFAULT);
            }
            assignment.clear();
        });
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        requireOpen();
        if (assignment.isEmpty()) {
            throw new IllegalStateException("Consumer is not subscribed to any topics or assigned any partitions");
        }
        return gate.call(ClientSite.CONSUMER_POLL, () -> {
            ConsumerRecords<byte[], byte[]> records = pollOnce();
            return records.isEmpty() && gate.idle(timeout) ? pollOnce() : records;
        });
    }

    private ConsumerRecords<byte[], byte[]> pollOnce() {
        throwIfWoken();
        lastPollMs = gate.simulation().nowMs();
        if (!gate.simulation().isSeeded()) {
            gate.process().deliverEverything();
        }
        if (group != null) {
            matchPattern();
            group.poll(assignment.isByGroup());
        }
        positions.update();
        return fetcher.fetch();
    }

    private void throwIfWoken() {
        if (woken) {
            woken = false;
            throw new WakeupException();
        }
    }

    /** When the next poll is due, in milliseconds since 1970; {@link Long#MAX_VALUE} for a consumer without a group. */
    long pollDeadlineMs() {
        boolean counts = group != null
                && !closed
                && assignment.isByGroup()
                && group.membership().isUnderPollDeadline();
        return counts ? lastPollMs + settings.pollIntervalMaxMs() : Long.MAX_VALUE;
    }

    /** What the heartbeat thread of a real consumer does when its user does not poll any more. */
    void leaveIfPollIsOverdue() {
        if (group != null && pollDeadlineMs() <= gate.simulation().nowMs()) {
            group.membership().leave(GroupMembershipOperation.DEFAULT);
        }
    }

    @Override
    public void commitSync() {
        commitSync(assignment.consumed());
    }

    @Override
    public void commitSync(Duration timeout) {
        commitSync();
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        OffsetCommits commits = group().commits();
        gate.run(ClientSite.CONSUMER_COMMIT_SYNC, () -> {
            throwIfWoken();
            commits.callBack();
            commits.commit(offsets);
        });
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        commitSync(offsets);
    }

    @Override
    public void commitAsync() {
        commitLater(assignment.consumed(), null);
    }

    @Override
    public void commitAsync(OffsetCommitCallback callback) {
        commitLater(assignment.consumed(), callback);
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        commitLater(offsets, callback);
    }

    private void commitLater(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
        OffsetCommits commits = group().commits();
        gate.run(ClientSite.CONSUMER_COMMIT_ASYNC, () -> {
            commits.callBack();
            commits.commitLater(offsets, callback);
        });
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        requireOpen();
        if (offset < 0) {
            throw new IllegalArgumentException("seek offset must not be a negative number");
        }
        assignment.existing(partition).moveTo(offset);
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offsetAndMetadata) {
        seek(partition, offsetAndMetadata.offset());
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        seekBy(OffsetReset.EARLIEST, partitions);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        seekBy(OffsetReset.LATEST, partitions);
    }

    private void seekBy(OffsetReset reset, Collection<TopicPartition> partitions) {
        requireOpen();
        Collection<TopicPartition> sought = partitions.isEmpty() ? assignment.partitions() : partitions;
        sought.forEach(partition -> assignment.existing(partition).awaitReset(reset));
    }

    @Override
    public long position(TopicPartition partition) {
        return position(partition, API_TIMEOUT);
    }

    @Override
    public long position(TopicPartition partition, Duration timeout) {
        requireOpen();
        PartitionState state = assignment.states().get(partition);
        if (state == null) {
            throw new IllegalStateException(ASSIGNED_ONLY);
        }
        if (state.hasPosition()) {
            return state.position();
        }
        return gate.call(ClientSite.CONSUMER_POSITION, () -> {
            positions.update();
            if (!state.hasPosition() && gate.idle(timeout)) {
                positions.update();
            }
            if (!state.hasPosition()) {
                throw new TimeoutException(
                        "Timeout expired before the position for partition " + partition + " could be determined");
            }
            return state.position();
        });
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return committed(partitions, API_TIMEOUT);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        String groupId = group().groupId();
        return gate.call(ClientSite.CONSUMER_COMMITTED, () -> {
            boolean stable = positions.awaitStable(groupId, partitions)
                    || (gate.idle(timeout) && positions.awaitStable(groupId, partitions));
            if (!stable) {
                throw new TimeoutException("Timeout expired before the last committed offset for partitions "
                        + partitions + " could be determined: a transaction that is still open holds offsets of them");
            }
            return positions.committedOrNull(groupId, partitions);
        });
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        requireOpen();
        return logs.startOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        return beginningOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        requireOpen();
        return logs.endOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        return endOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> timestampsToSearch) {
        requireOpen();
        return logs.offsetsForTimes(timestampsToSearch);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
            Map<TopicPartition, Long> timestampsToSearch, Duration timeout) {
        return offsetsForTimes(timestampsToSearch);
    }

    @Override
    public OptionalLong currentLag(TopicPartition topicPartition) {
        requireOpen();
        return logs.lag(topicPartition, assignment.existing(topicPartition));
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        requireOpen();
        return logs.partitionsFor(topic);
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
        return partitionsFor(topic);
    }

    @Override
    public Map<String, List<PartitionInfo>> listTopics() {
        requireOpen();
        return logs.all();
    }

    @Override
    public Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
        return listTopics();
    }

    @Override
    public Set<TopicPartition> paused() {
        requireOpen();
        return assignment.paused();
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        requireOpen();
        partitions.forEach(partition -> assignment.existing(partition).pause(true));
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        requireOpen();
        partitions.forEach(partition -> assignment.existing(partition).pause(false));
    }

    @Override
    public ConsumerGroupMetadata groupMetadata() {
        return group().membership().metadata();
    }

    @Override
    public void enforceRebalance() {
        enforceRebalance("rebalance enforced by user");
    }

    @Override
    public void enforceRebalance(String reason) {
        requireOpen();
        if (group == null) {
            throw new IllegalStateException("Tried to force a rebalance but consumer does not have a group.");
        }
        group.membership().requestRejoin();
    }

    @Override
    public void wakeup() {
        woken = true;
    }

    @Override
    public void close() {
        close(GroupMembershipOperation.DEFAULT);
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public void close(Duration timeout) {
        close();
    }

    @Override
    public void close(CloseOptions option) {
        close(option.groupMembershipOperation());
    }

    private void close(GroupMembershipOperation operation) {
        if (closed || gate.process().isDead()) {
            return;
        }
        gate.run(ClientSite.CONSUMER_CLOSE, () -> {
            try {
                if (group != null) {
                    group.close(operation);
                }
            } catch (InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new KafkaException("Failed to close kafka consumer", e);
            } finally {
                closed = true;
                gate.process().closed(this);
            }
        });
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return Map.of();
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {}

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {}

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        throw new IllegalStateException("Telemetry is not enabled. Set config `enable.metrics.push` to `true`.");
    }
}
