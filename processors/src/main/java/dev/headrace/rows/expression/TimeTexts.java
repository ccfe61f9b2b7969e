package dev.headrace.rows.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as text, in the forms that Spark writes and takes. */
final class TimeTexts {

    private static final DateTimeFormatter SHOWN = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter();

    /** {@code 2026}, {@code 2026-1}, {@code 2026-1-5}, and behind a day anything. */
    private static final Pattern DATE = Pattern.compile("([+-]?\\d{4,7})(?:-(\\d{1,2})(?:-(\\d{1,2})(?:[ T].*)?)?)?");

    /** A date, or a day with a time of it: {@code 2026-1-5 7:30:00.25 Europe/Prague}. */
    private static final Pattern TIME = Pattern.compile("([+-]?\\d{4,7}(?:-\\d{1,2}(?:-\\d{1,2})?)?)"
            + "(?:[ T](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{0,9}))?)?)? ?(Z|[+-]\\d.*|[A-Za-z].*)?");

    private static final int MICRO_DIGITS = 6;
    private static final int NANOS_PER_MICRO = 1_000;

    private TimeTexts() {}

    static String text(LocalDateTime time) {
        return SHOWN.format(time);
    }

    /**
     * The day.
     *
     * @throws DateTimeException if it is none
     */
    static LocalDate date(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            throw new DateTimeException("no date");
        }
        return LocalDate.of(
                Integer.parseInt(matcher.group(1)), number(matcher.group(2), 1), number(matcher.group(3), 1));
    }

    /**
     * The moment; in UTC where there is no zone.
     *
     * @throws DateTimeException if it is none
     */
    static Instant moment(String text) {
        Matcher matcher = matched(text);
        String zone = matcher.group(6);
        return local(matcher)
                .atZone(zone == null ? ZoneOffset.UTC : zone(zone.strip()))
                .toInstant();
    }

    /**
     * What calendar and clock show, whatever the zone.
     *
     * @throws DateTimeException if it is none
     */
    static LocalDateTime local(String text) {
        return local(matched(text));
    }

    private static Matcher matched(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new DateTimeException("no time");
        }
        return matcher;
    }

    private static LocalDateTime local(Matcher matcher) {
        String fraction = matcher.group(5) == null ? "" : matcher.group(5);
        String micros = (fraction + "000000").substring(0, MICRO_DIGITS);
        LocalTime time = LocalTime.of(
                number(matcher.group(2), 0),
                number(matcher.group(3), 0),
                number(matcher.group(4), 0),
                Integer.parseInt(micros) * NANOS_PER_MICRO);
        return date(matcher.group(1)).atTime(time);
    }

    /** Beside what Java takes, hours of one digit. */
    private static ZoneId zone(String text) {
        return ZoneId.of(text.replaceFirst("([+-])(\\d)(:|$)", "$10$2$3"));
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }
}
