package dev.headrace.rows.stream;

import dev.headrace.processor.EpochView;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.window.Windows;
import java.time.Instant;

/** When a group is over, as a watermark tells. */
interface GroupTime {

    /** The watermark, in milliseconds since 1970, from which on no more rows come to a group; {@link EndIndex#NEVER} for none. */
    long endMs(Row key);

    /** Whether a group is over at a watermark. */
    default boolean isOver(Row key, long watermarkMs) {
        return watermarkMs != EpochView.UNKNOWN_MS && endMs(key) <= watermarkMs;
    }

    /** Groups that are never over. */
    static GroupTime none() {
        return key -> EndIndex.NEVER;
    }

    /** Groups by a window, over when it ends. */
    static GroupTime ofWindow(int column) {
        return key -> key.get(column) instanceof Row window ? EndIndex.endMs(Windows.end(window)) : EndIndex.NEVER;
    }

    /** Groups by a time, over when that has passed. */
    static GroupTime ofTime(int column) {
        return key -> key.get(column) instanceof Instant time ? EndIndex.endMs(time) : EndIndex.NEVER;
    }
}
