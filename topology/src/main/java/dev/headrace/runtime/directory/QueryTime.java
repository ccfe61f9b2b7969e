package dev.headrace.runtime.directory;

import dev.headrace.processor.EpochView;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of event time after an epoch.
 *
 * @param proposals the highest time proposed under each name
 * @param watermarkMs the watermark of the next epoch
 * @param lateMs the watermark of the epoch that made it
 */
record QueryTime(Map<String, Long> proposals, long watermarkMs, long lateMs) {

    static final QueryTime UNKNOWN = new QueryTime(Map.of(), EpochView.UNKNOWN_MS, EpochView.UNKNOWN_MS);

    QueryTime {
        proposals = Map.copyOf(proposals);
    }

    /** After an epoch in which these times were proposed. */
    QueryTime after(Iterable<Map<String, Long>> proposed) {
        Map<String, Long> highest = new TreeMap<>(proposals);
        for (Map<String, Long> each : proposed) {
            each.forEach((name, timeMs) -> highest.merge(name, timeMs, Math::max));
        }
        long lowestMs =
                highest.values().stream().mapToLong(timeMs -> timeMs).min().orElse(EpochView.UNKNOWN_MS);
        return new QueryTime(highest, Math.max(watermarkMs, lowestMs), watermarkMs);
    }

    /** Whether the last epoch moved the watermark. */
    boolean hasAdvanced() {
        return watermarkMs > lateMs;
    }

    EpochView view(long epoch, long openedMs) {
        return new EpochView(epoch, openedMs, lateMs, watermarkMs);
    }
}
