package dev.headrace.testkit.simulation.broker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.record.TimestampType;

/**
 * The log of one partition: records and transaction markers by offset, where it starts and ends, and which of its
 * transactions are open. All that is written is replicated at once, so the high watermark is the end of the log.
 */
public final class PartitionLog {

    private final TopicPartition partition;
    private final TopicConfig config;
    private final LogEntries entries = new LogEntries();
    private final Map<Long, TransactionPart> open = new LinkedHashMap<>();
    private final ProducerSequences sequences = new ProducerSequences();
    private long startOffset;
    private long endOffset;

    PartitionLog(TopicPartition partition, TopicConfig config) {
        this.partition = partition;
        this.config = config;
    }

    /** The topic and number of this log. */
    public TopicPartition partition() {
        return partition;
    }

    /** Whether timestamps are the broker's or the producers'. */
    public TimestampType timestampType() {
        return config.isLogAppendTime() ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
    }

    /** The lowest offset that can be read. */
    public long startOffset() {
        return startOffset;
    }

    /** One past the last offset, which is also where readers of uncommitted records stop. */
    public long highWatermark() {
        return endOffset;
    }

    /** Where readers of committed records stop: the first offset of the oldest open transaction, or the end. */
    public long lastStableOffset() {
        return open.isEmpty()
                ? endOffset
                : Math.max(startOffset, open.values().iterator().next().firstOffset());
    }

    /** Where a reader of the given kind has to stop. */
    public long endFor(boolean readCommitted) {
        return readCommitted ? lastStableOffset() : endOffset;
    }

    /** Whether a batch of this producer would continue a transaction here; one of an older epoch does not count. */
    boolean hasOpenTransaction(ProducerStamp stamp) {
        TransactionPart part = open.get(stamp.producerId());
        return part != null && part.epoch() == stamp.epoch();
    }

    /** Ends a producer's transaction in this partition alone, as an administrator does with one that hangs. */
    public void abortTransaction(long producerId, short epoch, long nowMs) {
        if (!open.containsKey(producerId)) {
            throw new InvalidTxnStateException(
                    "Cannot abort the transaction of producer " + producerId + " in " + partition + ": none is open");
        }
        appendMarker(producerId, epoch, false, nowMs);
    }

    /** The ids of producers with an open transaction here, with the offset at which it begins. */
    public void forEachOpenTransaction(Consumer<OpenTransaction> action) {
        open.values()
                .forEach(part ->
                        action.accept(new OpenTransaction(part.producerId(), part.epoch(), part.firstOffset())));
    }

    /** Writes a batch and returns the offset of its first record; a batch that was written before is not repeated. */
    long append(ProducerStamp stamp, int baseSequence, List<NewRecord> records, long nowMs) {
        if (stamp.isIdempotent()) {
            long repeated = sequences.offsetIfRepeated(stamp, baseSequence, records.size());
            if (repeated >= 0) {
                return repeated;
            }
        }
        if (config.isCompacted()) {
            requireKeys(records);
        }
        long baseOffset = endOffset;
        TransactionPart part = null;
        if (stamp.isTransactional()) {
            part = open.computeIfAbsent(stamp.producerId(), id -> new TransactionPart(id, stamp.epoch(), baseOffset));
        }
        for (NewRecord record : records) {
            long timestampMs = config.isLogAppendTime() ? nowMs : record.timestampMs();
            entries.add(LogEntry.record(endOffset++, timestampMs, record, part));
            if (part != null) {
                part.recordAdded();
            }
        }
        if (stamp.isIdempotent()) {
            sequences.written(stamp, baseSequence, records.size(), baseOffset);
        }
        return baseOffset;
    }

    private void requireKeys(List<NewRecord> records) {
        for (NewRecord record : records) {
            if (record.key() == null) {
                throw new InvalidRecordException(
                        "Compacted topic cannot accept message without key in topic partition " + partition);
            }
        }
    }

    /** Ends a producer's transaction here; the marker takes an offset even if the transaction wrote nothing. */
    void appendMarker(long producerId, short epoch, boolean commit, long nowMs) {
        sequences.requireCurrent(producerId, epoch);
        TransactionPart part = open.remove(producerId);
        if (part != null) {
            part.decide(commit);
        }
        entries.add(LogEntry.marker(endOffset++, nowMs, part));
        sequences.markerWritten(producerId, epoch);
    }

    /** The place of the first entry at or after an offset, for {@link #entryAt}. */
    public int indexOf(long offset) {
        return entries.firstAtOrAfter(offset);
    }

    /** How many entries the log holds. */
    public int entryCount() {
        return entries.size();
    }

    /** The entry at a place between 0 and {@link #entryCount()}. */
    public LogEntry entryAt(int index) {
        return entries.at(index);
    }

    /** The first entry that is at or after a time and before {@code limit}; -1 if there is none. */
    public int indexOfTime(long timestampMs, long limit) {
        for (int i = 0; i < entries.size(); i++) {
            LogEntry entry = entries.at(i);
            if (entry.timestampMs() >= timestampMs) {
                return entry.offset() < limit ? i : -1;
            }
        }
        return -1;
    }

    /** The place of the entry with the highest timestamp before {@code limit}, the first of them; -1 if there is none. */
    public int indexOfMaxTime(long limit) {
        int found = -1;
        for (int i = 0; i < entries.size() && entries.at(i).offset() < limit; i++) {
            LogEntry entry = entries.at(i);
            boolean later = found < 0 || entry.timestampMs() > entries.at(found).timestampMs();
            if (!entry.isMarker() && later) {
                found = i;
            }
        }
        return found;
    }

    /**
     * Moves the start of the log, as retention or a deletion of records does.
     *
     * @throws OffsetOutOfRangeException if the offset lies beyond the end
     */
    public void truncateBefore(long offset) {
        if (offset > endOffset || offset < 0) {
            throw new OffsetOutOfRangeException("Cannot delete records of " + partition + " before offset " + offset
                    + ": the log ends at " + endOffset);
        }
        if (offset > startOffset) {
            startOffset = offset;
            entries.dropBefore(offset);
        }
    }

    /** Removes what a newer record of the same key has replaced, up to the last stable offset. */
    public void compact(long nowMs) {
        LogCompaction.of(entries, lastStableOffset(), nowMs, config.deleteRetentionMs())
                .run();
    }

    /** An open transaction in a log: who writes it and where it begins. */
    public record OpenTransaction(long producerId, short epoch, long firstOffset) {}
}
