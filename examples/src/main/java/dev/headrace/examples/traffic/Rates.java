package dev.headrace.examples.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How fast counts grow, over the last three seconds. */
final class Rates {

    private static final long WINDOW_MS = 3_000;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Notes counts, and returns by how much each has grown for a second. */
    Map<String, Double> update(long nowMs, Map<String, Long> counts) {
        samples.addLast(new Sample(nowMs, Map.copyOf(counts)));
        while (nowMs - samples.getFirst().atMs > WINDOW_MS) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        Map<String, Double> perSecond = new HashMap<>();
        if (nowMs > oldest.atMs) {
            counts.forEach((key, count) ->
                    perSecond.put(key, (count - oldest.counts.getOrDefault(key, 0L)) * 1000.0 / (nowMs - oldest.atMs)));
        }
        return perSecond;
    }

    private record Sample(long atMs, Map<String, Long> counts) {}
}
