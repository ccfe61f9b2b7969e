package dev.headrace.rows.stream;

import dev.headrace.processor.EpochView;
import dev.headrace.rows.data.Row;
import java.time.Instant;

/**
 * How long what was seen of a row is remembered.
 *
 * @param column the time of the row that counts; {@link #NO_COLUMN} if it is remembered for ever
 * @param delayMs how long after that time it is remembered, by the watermark
 */
record Lifetime(int column, long delayMs) {

    /** Stands for no column. */
    static final int NO_COLUMN = -1;

    /** For ever. */
    static final Lifetime ENDLESS = new Lifetime(NO_COLUMN, 0);

    /** Whether a row comes too late to be told from one that was forgotten. */
    boolean isLate(Row row, long lateMs) {
        return lateMs != EpochView.UNKNOWN_MS && timeMs(row) <= lateMs;
    }

    /** The watermark at which a row is forgotten; {@link EndIndex#NEVER} for rows without a time, too. */
    long untilMs(Row row) {
        long timeMs = timeMs(row);
        return timeMs == EndIndex.NEVER ? timeMs : timeMs + delayMs;
    }

    private long timeMs(Row row) {
        return column != NO_COLUMN && row.get(column) instanceof Instant time ? EndIndex.endMs(time) : EndIndex.NEVER;
    }
}
