package dev.headrace.testkit.simulation;

import org.jspecify.annotations.Nullable;

/** How far a consumer has read one of its partitions. */
final class PartitionState {

    private static final long UNKNOWN = -1;

    private long position = UNKNOWN;
    private @Nullable OffsetReset reset;
    private boolean paused;

    boolean hasPosition() {
        return position != UNKNOWN;
    }

    long position() {
        return position;
    }

    void moveTo(long newPosition) {
        position = newPosition;
        reset = null;
    }

    /** Gives up the position; the next one is looked up by the given rule. */
    void awaitReset(OffsetReset rule) {
        position = UNKNOWN;
        reset = rule;
    }

    @Nullable
    OffsetReset reset() {
        return reset;
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean pause) {
        paused = pause;
    }

    boolean isFetchable() {
        return !paused && hasPosition();
    }
}
