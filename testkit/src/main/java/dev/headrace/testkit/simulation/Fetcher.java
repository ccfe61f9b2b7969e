package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.LogEntry;
import dev.headrace.testkit.simulation.broker.PartitionLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Reads the logs on behalf of a consumer, taking turns among partitions, and moves its positions. */
final class Fetcher {

    private static final Optional<Integer> LEADER_EPOCH = Optional.of(0);

    private final ClientGate gate;
    private final ConsumerSettings settings;
    private final ConsumerAssignment assignment;
    private final PositionLookup positions;
    private int turn;

    Fetcher(ClientGate gate, ConsumerSettings settings, ConsumerAssignment assignment, PositionLookup positions) {
        this.gate = gate;
        this.settings = settings;
        this.assignment = assignment;
        this.positions = positions;
    }

    ConsumerRecords<byte[], byte[]> fetch() {
        List<TopicPartition> partitions = fetchable();
        if (partitions.isEmpty()) {
            return ConsumerRecords.empty();
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        Map<TopicPartition, OffsetAndMetadata> nextOffsets = new LinkedHashMap<>();
        int room = recordsWanted();
        int first = turn++;
        for (int i = 0; i < partitions.size() && room > 0; i++) {
            TopicPartition partition = partitions.get(Math.floorMod(first + i, partitions.size()));
            List<ConsumerRecord<byte[], byte[]>> fetched = fetch(partition, room);
            if (!fetched.isEmpty()) {
                records.put(partition, fetched);
                long next = assignment.existing(partition).position();
                nextOffsets.put(partition, new OffsetAndMetadata(next, LEADER_EPOCH, ""));
                room -= fetched.size();
            }
        }
        return records.isEmpty() ? ConsumerRecords.empty() : new ConsumerRecords<>(records, nextOffsets);
    }

    private List<TopicPartition> fetchable() {
        List<TopicPartition> partitions = new ArrayList<>(assignment.states().size());
        assignment.states().forEach((partition, state) -> {
            if (state.isFetchable() && !gate.simulation().sometimes(4)) {
                partitions.add(partition);
            }
        });
        return partitions;
    }

    private int recordsWanted() {
        int most = settings.pollRecordsMax();
        return gate.simulation().sometimes(2) ? 1 + gate.simulation().random().nextInt(most) : most;
    }

    private List<ConsumerRecord<byte[], byte[]>> fetch(TopicPartition partition, int room) {
        PartitionLog log = gate.broker().topics().log(partition);
        PartitionState state = assignment.existing(partition);
        if (log == null) {
            return List.of();
        }
        if (state.position() < log.startOffset() || state.position() > log.highWatermark()) {
            positions.outOfRange(partition, state);
        }
        long limit = log.endFor(settings.readCommitted());
        List<ConsumerRecord<byte[], byte[]>> fetched = new ArrayList<>();
        long position = state.position();
        int index = log.indexOf(position);
        while (fetched.size() < room && position < limit) {
            LogEntry entry = index < log.entryCount() ? log.entryAt(index++) : null;
            if (entry == null || entry.offset() >= limit) {
                position = limit;
            } else {
                position = entry.offset() + 1;
                if (isVisible(entry)) {
                    fetched.add(record(log, entry));
                }
            }
        }
        state.moveTo(position);
        gate.simulation().trace().mix(partition.hashCode() * 31L + position);
        return fetched;
    }

    private boolean isVisible(LogEntry entry) {
        return !entry.isMarker() && !(settings.readCommitted() && entry.isAborted());
    }

    private ConsumerRecord<byte[], byte[]> record(PartitionLog log, LogEntry entry) {
        byte[] key = entry.key();
        byte[] value = entry.value();
        return new ConsumerRecord<>(
                log.partition().topic(),
                log.partition().partition(),
                entry.offset(),
                entry.timestampMs(),
                log.timestampType(),
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                new RecordHeaders(entry.headers()),
                LEADER_EPOCH);
    }
}
