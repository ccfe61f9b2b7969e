package dev.headrace.rows.window;

import dev.headrace.rows.data.Micros;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Windows of equal length that begin at regular times.
 *
 * @param lengthMicros how long each is
 * @param slideMicros how long after one the next begins; no longer than they are
 * @param startMicros when one of them begins, after 1970
 */
public record TimeWindows(long lengthMicros, long slideMicros, long startMicros) implements Windows {

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
        return Micros.of(Instant.EPOCH.plus(duration));
    }

    @Override
    public boolean merge() {
        return false;
    }

    @Override
    public Set<String> references() {
        return Set.of();
    }

    @Override
    public Assignment bind(Schema schema) {
        return (time, row, nowMs) -> of(time);
    }

    private List<Row> of(Instant time) {
        long micros = Micros.of(time);
        long last = Math.floorDiv(micros - startMicros, slideMicros) * slideMicros + startMicros;
        List<Row> windows = new ArrayList<>();
        long first = last - Math.floorDiv(lengthMicros - 1 - (micros - last), slideMicros) * slideMicros;
        for (long start = first; start <= last; start += slideMicros) {
            windows.add(Windows.window(Micros.toInstant(start), Micros.toInstant(start + lengthMicros)));
        }
        return windows;
    }
}
