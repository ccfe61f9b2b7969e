package dev.headrace.examples.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a run stands.
 *
 * @param events that the broker has
 * @param purchases among them
 * @param counts committed purchases by traffic source
 * @param perSecond committed purchases by traffic source, for a second of the recent past
 * @param worker what the worker process does, in a few words
 */
record Progress(
        String title,
        long elapsedSeconds,
        long events,
        long purchases,
        Map<String, Long> counts,
        Map<String, Double> perSecond,
        String worker) {

    /** Everything, for a terminal. */
    List<String> picture() {
        TextTable table = new TextTable("traffic source", "purchases", "per second");
        counts.forEach((source, count) -> table.row(source, count, perSecond.getOrDefault(source, 0.0)));
        table.row(
                "total",
                counted(),
                perSecond.values().stream().mapToDouble(Double::doubleValue).sum());
        List<String> picture = new ArrayList<>();
        picture.add(title);
        picture.add("");
        picture.addAll(table.lines());
        picture.add("");
        picture.add(format("%,d events produced; %,d purchases not counted yet", events, purchases - counted()));
        picture.add(format("worker: %s; %d s", worker, elapsedSeconds));
        return picture;
    }

    /** The essence. */
    String line() {
        return format(
                "%3d s  %,d events  %,d purchases  %,d counted  worker: %s",
                elapsedSeconds, events, purchases, counted(), worker);
    }

    private long counted() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
