package dev.headrace.streaming;

/**
 * How far a store partition is behind its changelog.
 *
 * @param currentOffsetPosition where the store stands
 * @param endOffsetPosition where its changelog ends
 */
public record LagInfo(long currentOffsetPosition, long endOffsetPosition) {

    /** How many offsets are missing; never negative. */
    public long offsetLag() {
        return Math.max(0, endOffsetPosition - currentOffsetPosition);
    }
}
