package dev.headrace.testkit.simulation.broker;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * One pass of the log cleaner. It never looks past the last stable offset. Offsets stay as they are; tombstones and markers
 * without records survive until the delete horizon that their first pass gave them.
 */
final class LogCompaction {

    private final LogEntries entries;
    private final long limit;
    private final long nowMs;
    private final long horizonMs;
    private final Map<ByteBuffer, Long> newestOffsets = new HashMap<>();

    private LogCompaction(LogEntries entries, long limit, long nowMs, long horizonMs) {
        this.entries = entries;
        this.limit = limit;
        this.nowMs = nowMs;
        this.horizonMs = horizonMs;
    }

    static LogCompaction of(LogEntries entries, long limit, long nowMs, long deleteRetentionMs) {
        return new LogCompaction(entries, limit, nowMs, nowMs + deleteRetentionMs);
    }

    void run() {
        for (int i = 0; i < entries.size() && entries.at(i).offset() < limit; i++) {
            LogEntry entry = entries.at(i);
            byte[] key = entry.key();
            if (key != null && !entry.isAborted()) {
                newestOffsets.put(ByteBuffer.wrap(key), entry.offset());
            }
        }
        entries.removeIf(this::removeRecord);
        entries.removeIf(this::isSpentMarker);
    }

    private boolean removeRecord(LogEntry entry) {
        if (entry.offset() >= limit || entry.isMarker() || isKept(entry)) {
            return false;
        }
        TransactionPart part = entry.part();
        if (part != null) {
            part.recordRemoved();
        }
        return true;
    }

    private boolean isKept(LogEntry entry) {
        byte[] key = entry.key();
        if (entry.isAborted() || key == null) {
            return false;
        }
        boolean newest = newestOffsets.getOrDefault(ByteBuffer.wrap(key), entry.offset()) == entry.offset();
        return newest && !(entry.isTombstone() && entry.isPastHorizon(nowMs, horizonMs));
    }

    private boolean isSpentMarker(LogEntry entry) {
        if (entry.offset() >= limit || !entry.isMarker()) {
            return false;
        }
        TransactionPart part = entry.part();
        return (part == null || !part.hasRecords()) && entry.isPastHorizon(nowMs, horizonMs);
    }
}
