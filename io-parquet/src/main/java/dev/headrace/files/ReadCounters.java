package dev.headrace.files;

import java.util.Map;
import java.util.TreeMap;

/** Counts what reading files took and what it was spared, by name. One thread uses it. */
public final class ReadCounters {

    private final Map<String, Long> counts = new TreeMap<>();

    /** Adds to a counter, {@code rowsSkipped} for example. */
    public void add(String counter, long count) {
        if (count != 0) {
            counts.merge(counter, count, Long::sum);
        }
    }

    /** What was counted since this was asked last; counters at 0 are left out. */
    public Map<String, Long> drain() {
        Map<String, Long> drained = Map.copyOf(counts);
        counts.clear();
        return drained;
    }
}
