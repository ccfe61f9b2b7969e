package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.LogEntry;
import dev.headrace.testkit.simulation.broker.PartitionLog;
import dev.headrace.testkit.simulation.broker.Topics;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a consumer can ask about topics and logs without reading records. */
final class LogQueries {

    private final ClientGate gate;
    private final Topics topics;
    private final boolean readCommitted;

    LogQueries(ClientGate gate, boolean readCommitted) {
        this.gate = gate;
        this.topics = gate.broker().topics();
        this.readCommitted = readCommitted;
    }

    Map<TopicPartition, Long> startOffsets(Collection<TopicPartition> partitions) {
        return offsets(partitions, PartitionLog::startOffset);
    }

    Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return offsets(partitions, log -> log.endFor(readCommitted));
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, ToLongFunction<PartitionLog> offset) {
        return gate.call(ClientSite.CONSUMER_OFFSETS, () -> {
            Map<TopicPartition, Long> found = new LinkedHashMap<>();
            for (TopicPartition partition : ConsumerAssignment.sorted(partitions)) {
                found.put(partition, offset.applyAsLong(log(partition)));
            }
            return found;
        });
    }

    /** For each partition the first record at or after a time, or null. */
    Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> timestamps) {
        timestamps.forEach((partition, timestampMs) -> {
            if (timestampMs < 0) {
                throw new IllegalArgumentException("The target time for partition " + partition + " is " + timestampMs
                        + ". The target time cannot be negative.");
            }
        });
        return gate.call(ClientSite.CONSUMER_OFFSETS, () -> {
            Map<TopicPartition, OffsetAndTimestamp> found = new LinkedHashMap<>();
            ConsumerAssignment.inOrder(timestamps)
                    .forEach((partition, timestampMs) -> found.put(partition, at(log(partition), timestampMs)));
            return found;
        });
    }

    private @Nullable OffsetAndTimestamp at(PartitionLog log, long timestampMs) {
        int index = log.indexOfTime(timestampMs, log.endFor(readCommitted));
        if (index < 0) {
            return null;
        }
        LogEntry entry = log.entryAt(index);
        return new OffsetAndTimestamp(entry.offset(), entry.timestampMs(), Optional.of(0));
    }

    private PartitionLog log(TopicPartition partition) {
        PartitionLog log = topics.log(partition);
        if (log == null) {
            throw new TimeoutException("Failed to get offsets by times in time: no leader for " + partition);
        }
        return log;
    }

    /** How far a position is behind the end, without asking the broker. */
    OptionalLong lag(TopicPartition partition, PartitionState state) {
        PartitionLog log = topics.log(partition);
        return log == null || !state.hasPosition()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, log.endFor(readCommitted) - state.position()));
    }

    List<PartitionInfo> partitionsFor(String topic) {
        return gate.call(
                ClientSite.CONSUMER_METADATA,
                () -> topics.find(topic).map(ClusterViews::partitions).orElse(List.of()));
    }

    Map<String, List<PartitionInfo>> all() {
        return gate.call(ClientSite.CONSUMER_METADATA, () -> {
            Map<String, List<PartitionInfo>> all = new LinkedHashMap<>();
            topics.all().forEach(topic -> all.put(topic.name(), ClusterViews.partitions(topic)));
            return all;
        });
    }
}
