package dev.headrace.testkit.simulation.broker;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One offset of a log that is in use: a record, or the marker that ends a transaction. */
public final class LogEntry {

    private static final Header[] NO_HEADERS = {};
    private static final long NO_HORIZON = Long.MAX_VALUE;

    private final long offset;
    private final long timestampMs;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Header[] headers;
    private final @Nullable TransactionPart part;
    private final boolean marker;
    private long deleteHorizonMs = NO_HORIZON;

    private LogEntry(
            long offset,
            long timestampMs,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Header[] headers,
            @Nullable TransactionPart part,
            boolean marker) {
        this.offset = offset;
        this.timestampMs = timestampMs;
        this.key = key;
        this.value = value;
        this.headers = headers;
        this.part = part;
        this.marker = marker;
    }

    static LogEntry record(long offset, long timestampMs, NewRecord record, @Nullable TransactionPart part) {
        return new LogEntry(offset, timestampMs, record.key(), record.value(), record.headers(), part, false);
    }

    static LogEntry marker(long offset, long timestampMs, @Nullable TransactionPart part) {
        return new LogEntry(offset, timestampMs, null, null, NO_HEADERS, part, true);
    }

    /** The position in the partition. */
    public long offset() {
        return offset;
    }

    /** Milliseconds since 1970. */
    public long timestampMs() {
        return timestampMs;
    }

    /** The key as it was sent, not a copy. */
    public byte @Nullable [] key() {
        return key;
    }

    /** The value as it was sent, not a copy. */
    public byte @Nullable [] value() {
        return value;
    }

    /** The headers as they were sent, not a copy. */
    public Header[] headers() {
        return headers;
    }

    /** Whether this offset holds the end of a transaction, which no consumer ever sees. */
    public boolean isMarker() {
        return marker;
    }

    /** Whether the record belongs to a transaction that was aborted. */
    public boolean isAborted() {
        return part != null && part.isAborted();
    }

    @Nullable
    TransactionPart part() {
        return part;
    }

    boolean isTombstone() {
        return !marker && value == null;
    }

    /** Gives the entry until {@code horizonMs} to be seen, unless it has a horizon already, and tells whether it passed. */
    boolean isPastHorizon(long nowMs, long horizonMs) {
        if (deleteHorizonMs == NO_HORIZON) {
            deleteHorizonMs = horizonMs;
            return false;
        }
        return nowMs >= deleteHorizonMs;
    }
}
