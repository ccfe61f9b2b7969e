package dev.headrace.rows.plan;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Windows of equal length that begin at regular times.
 *
 * @param lengthMicros how long each is
 * @param slideMicros how long after one the next begins; no longer than they are
 * @param startMicros when one of them begins, after 1970
 */
public record TimeWindows(long lengthMicros, long slideMicros, long startMicros) {

    /** What a window is: from its start on, up to and without its end. */
    public static final Schema SCHEMA = Schema.of("start TIMESTAMP, end TIMESTAMP");

    /**
     * Windows.
     *
     * @throws IllegalArgumentException if the slide is longer than the window, or either is not positive
     */
    public static TimeWindows of(Duration length, Duration slide, Duration start) {
        if (length.isNegative() || length.isZero() || slide.isNegative() || slide.isZero()) {
            throw new IllegalArgumentException(
                    "Cannot make windows of " + length + " every " + slide + ": both have to be longer than nothing");
        }
        if (slide.compareTo(length) > 0) {
            throw new IllegalArgumentException("Cannot make windows of " + length + " every " + slide
                    + ": rows between them would be lost. Let the slide be no longer than the window");
        }
        return new TimeWindows(micros(length), micros(slide), micros(start));
    }

    private static long micros(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
    }

    /** The windows that a moment falls into, the earliest first. */
    public List<Row> of(Instant moment) {
        long micros = Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1_000);
        long last = Math.floorDiv(micros - startMicros, slideMicros) * slideMicros + startMicros;
        List<Row> windows = new ArrayList<>();
        long first = last - Math.floorDiv(lengthMicros - 1 - (micros - last), slideMicros) * slideMicros;
        for (long start = first; start <= last; start += slideMicros) {
            windows.add(Row.wrap(SCHEMA, new Object[] {instant(start), instant(start + lengthMicros)}));
        }
        return windows;
    }

    /** When a window of {@link #SCHEMA} ends, in milliseconds since 1970. */
    public static long endMs(Row window) {
        return ((Instant) Objects.requireNonNull(window.get(1))).toEpochMilli();
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
