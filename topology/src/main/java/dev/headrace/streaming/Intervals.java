package dev.headrace.streaming;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intervals of fixed length as Structured Streaming's users write them. */
public final class Intervals {

    private static final Pattern PART = Pattern.compile("([+-]?\\d+)\\s+([a-z]+)\\s*");

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "microsecond", ChronoUnit.MICROS,
            "millisecond", ChronoUnit.MILLIS,
            "second", ChronoUnit.SECONDS,
            "minute", ChronoUnit.MINUTES,
            "hour", ChronoUnit.HOURS,
            "day", ChronoUnit.DAYS);

    private Intervals() {}

    /**
     * Reads {@code "1 second"}, {@code "interval 1 hour 30 minutes"} or ISO-8601 ({@code "PT1.5S"}). A day has 24 hours.
     *
     * @throws IllegalArgumentException if the text is none of these, or counts months or years, which differ in length
     */
    public static Duration parse(String text) {
        String given = text.strip().toLowerCase(Locale.ROOT);
        try {
            return given.startsWith("p") || given.startsWith("-p") ? Duration.parse(given) : sumOfParts(given);
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            throw new IllegalArgumentException(
                    "Cannot read the interval '" + text + "': write it as in '10 seconds' or '1 hour 30 minutes'",
                    unreadable);
        }
    }

    private static Duration sumOfParts(String given) {
        Matcher part = PART.matcher(given);
        int end = given.startsWith("interval ") ? "interval ".length() : 0;
        Duration sum = Duration.ZERO;
        do {
            if (!part.find(end) || part.start() != end) {
                throw new DateTimeException("not a number and a unit: '" + given.substring(end) + "'");
            }
            sum = sum.plus(length(Long.parseLong(part.group(1)), part.group(2)));
            end = part.end();
        } while (end < given.length());
        return sum;
    }

    private static Duration length(long count, String unitText) {
        String singular = unitText.endsWith("s") ? unitText.substring(0, unitText.length() - 1) : unitText;
        if (singular.equals("week")) {
            return Duration.ofDays(Math.multiplyExact(7, count));
        }
        ChronoUnit unit = UNITS.get(singular);
        if (unit == null) {
            throw new DateTimeException("no unit of fixed length: '" + unitText + "'");
        }
        return Duration.of(count, unit);
    }
}
