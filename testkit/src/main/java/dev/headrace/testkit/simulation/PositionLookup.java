package dev.headrace.testkit.simulation;

import dev.headrace.testkit.simulation.broker.GroupOffsets;
import dev.headrace.testkit.simulation.broker.PartitionLog;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Finds the position of partitions that have none: the committed offset, or what the reset rule says. */
final class PositionLookup {

    private final ClientGate gate;
    private final ConsumerSettings settings;
    private final ConsumerAssignment assignment;

    PositionLookup(ClientGate gate, ConsumerSettings settings, ConsumerAssignment assignment) {
        this.gate = gate;
        this.settings = settings;
        this.assignment = assignment;
    }

    /** Looks up what is missing; what cannot be known yet stays missing. */
    void update() {
        Set<TopicPartition> missing = new LinkedHashSet<>();
        assignment.states().forEach((partition, state) -> {
            if (!state.hasPosition() && state.reset() == null) {
                missing.add(partition);
            }
        });
        if (!missing.isEmpty() && takeCommitted(missing)) {
            resetRest(missing);
        }
        assignment.states().forEach(this::applyReset);
    }

    private boolean takeCommitted(Set<TopicPartition> missing) {
        String groupId = settings.groupId();
        if (groupId == null) {
            return true;
        }
        if (!awaitStable(groupId, missing)) {
            return false;
        }
        committed(groupId, missing)
                .forEach((partition, offset) -> assignment.existing(partition).moveTo(offset.offset()));
        return true;
    }

    /** Waits until no open transaction holds offsets of these partitions; false if that takes more than markers. */
    boolean awaitStable(String groupId, Set<TopicPartition> partitions) {
        GroupOffsets offsets = gate.broker().offsets(groupId);
        while (partitions.stream().anyMatch(offsets::isUnstable)) {
            if (!gate.simulation().awaitBroker()) {
                return false;
            }
        }
        return true;
    }

    Map<TopicPartition, OffsetAndMetadata> committed(String groupId, Set<TopicPartition> partitions) {
        GroupOffsets offsets = gate.broker().offsets(groupId);
        Map<TopicPartition, OffsetAndMetadata> found = new LinkedHashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = offsets.committed(partition);
            if (offset != null) {
                found.put(partition, offset);
            }
        }
        return found;
    }

    /** As {@link #committed}, but with null for a partition that has none, as the real consumer returns it. */
    Map<TopicPartition, OffsetAndMetadata> committedOrNull(String groupId, Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> found = new LinkedHashMap<>();
        partitions.forEach(
                partition -> found.put(partition, gate.broker().offsets(groupId).committed(partition)));
        return found;
    }

    private void resetRest(Set<TopicPartition> missing) {
        missing.removeIf(partition -> assignment.existing(partition).hasPosition());
        if (missing.isEmpty()) {
            return;
        }
        if (settings.offsetReset().isNone()) {
            throw new NoOffsetForPartitionException(missing);
        }
        missing.forEach(partition -> assignment.existing(partition).awaitReset(settings.offsetReset()));
    }

    private void applyReset(TopicPartition partition, PartitionState state) {
        OffsetReset reset = state.reset();
        PartitionLog log = reset == null ? null : gate.broker().topics().log(partition);
        if (reset != null && log != null) {
            state.moveTo(reset.position(
                    log, settings.readCommitted(), gate.simulation().nowMs()));
        }
    }

    /** The log does not have the position any more, or not yet: starts over by the reset rule. */
    void outOfRange(TopicPartition partition, PartitionState state) {
        if (settings.offsetReset().isNone()) {
            throw new OffsetOutOfRangeException(Map.of(partition, state.position()));
        }
        state.awaitReset(settings.offsetReset());
        applyReset(partition, state);
    }
}
