package dev.headrace.processor;

/**
 * The open epoch as operators see it that work epoch by epoch. It stays the same while the epoch is open, and is the same
 * again when an epoch that was planned is repeated after a crash.
 *
 * @param number how many epochs the query committed before this one
 * @param openedMs when it was planned: what {@code current_timestamp} returns; milliseconds since 1970
 * @param lateMs event times at or below this are late: the watermark of the epoch before; milliseconds since 1970 or {@link
 *     #UNKNOWN_MS}
 * @param watermarkMs groups that end at or below this are final; milliseconds since 1970 or {@link #UNKNOWN_MS}
 */
public record EpochView(long number, long openedMs, long lateMs, long watermarkMs) {

    /** Stands for a watermark that is not known yet. It is below every time. */
    public static final long UNKNOWN_MS = Long.MIN_VALUE;
}
