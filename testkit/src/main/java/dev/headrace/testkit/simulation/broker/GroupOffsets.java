package dev.headrace.testkit.simulation.broker;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** The committed offsets of one group, and those that wait for their transaction to be decided. */
public final class GroupOffsets {

    private static final int METADATA_LENGTH_MAX = 4096;

    private final Map<TopicPartition, Committed> committed = new LinkedHashMap<>();
    private final Map<Long, Map<TopicPartition, Committed>> pending = new LinkedHashMap<>();
    private long written;

    GroupOffsets() {}

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> committed.put(partition, accept(offset)));
    }

    void commitInTransaction(long producerId, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, Committed> ofProducer = pending.computeIfAbsent(producerId, id -> new LinkedHashMap<>());
        offsets.forEach((partition, offset) -> ofProducer.put(partition, accept(offset)));
    }

    private Committed accept(OffsetAndMetadata offset) {
        return new Committed(written++, offset);
    }

    static void requireMetadataLength(Map<TopicPartition, OffsetAndMetadata> offsets) {
        for (OffsetAndMetadata offset : offsets.values()) {
            if (offset.metadata() != null && offset.metadata().length() > METADATA_LENGTH_MAX) {
                throw Errors.OFFSET_METADATA_TOO_LARGE.exception();
            }
        }
    }

    void endTransaction(long producerId, boolean commit) {
        Map<TopicPartition, Committed> decided = pending.remove(producerId);
        if (commit && decided != null) {
            decided.forEach((partition, offset) -> committed.merge(partition, offset, Committed::newer));
        }
    }

    /** The committed offset of a partition, or null. */
    public @Nullable OffsetAndMetadata committed(TopicPartition partition) {
        Committed found = committed.get(partition);
        return found == null ? null : found.offset;
    }

    /** Whether a transaction that is not decided yet holds an offset for the partition. */
    public boolean isUnstable(TopicPartition partition) {
        for (Map<TopicPartition, Committed> ofProducer : pending.values()) {
            if (ofProducer.containsKey(partition)) {
                return true;
            }
        }
        return false;
    }

    /** All committed offsets. */
    public Map<TopicPartition, OffsetAndMetadata> all() {
        Map<TopicPartition, OffsetAndMetadata> all = new LinkedHashMap<>();
        committed.forEach((partition, offset) -> all.put(partition, offset.offset));
        return all;
    }

    /** Forgets a partition, as expiry or an administrator does. */
    public void delete(TopicPartition partition) {
        committed.remove(partition);
    }

    boolean isEmpty() {
        return committed.isEmpty() && pending.isEmpty();
    }

    private record Committed(long order, OffsetAndMetadata offset) {

        private Committed newer(Committed other) {
            return other.order > order ? other : this;
        }
    }
}
