package dev.headrace.rows.expression;

import dev.headrace.rows.data.SimpleType;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Functions of moments and days. Zones are UTC. */
public final class Times {

    private Times() {}

    /** The time of the batch or epoch. */
    public static Call now() {
        return Call.of(
                "current_timestamp",
                List.of(),
                arguments -> new Bound(SimpleType.TIMESTAMP, (row, nowMs) -> Instant.ofEpochMilli(nowMs)));
    }

    /** A moment of text, of a pattern of {@link DateTimeFormatter}. */
    public static Call parsed(Expression text, String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        return Call.of("to_timestamp", List.of(text), arguments -> {
            Texts.requireText(arguments.get(0));
            return Call.strict(SimpleType.TIMESTAMP, arguments.get(0), value -> {
                try {
                    return format.parse((String) value, Times::moment);
                } catch (DateTimeParseException e) {
                    throw new ArithmeticException("'" + value + "' is not of the form " + pattern);
                }
            });
        });
    }

    /** What was parsed, at midnight where there is no time of the day, in UTC where there is no zone. */
    public static Instant moment(TemporalAccessor parsed) {
        LocalDate day = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId zone = parsed.query(TemporalQueries.zone());
        return day.atTime(time == null ? LocalTime.MIN : time)
                .atZone(zone == null ? ZoneOffset.UTC : zone)
                .toInstant()
                .truncatedTo(ChronoUnit.MICROS);
    }

    /** A number of a moment or a day, such as its year. */
    public static Call part(String function, Expression of, Function<LocalDateTime, Integer> computed) {
        return Call.of(function, List.of(of), arguments -> {
            Casts.Cast cast = Casts.cast(arguments.get(0).type(), SimpleType.TIMESTAMP_NTZ);
            return Call.strict(
                    SimpleType.INT, arguments.get(0), value -> computed.apply((LocalDateTime) cast.of(value)));
        });
    }

    /** A moment or a day as text of a pattern of {@link DateTimeFormatter}. */
    public static Call formatted(String function, Expression of, String pattern) {
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        return Call.of(function, List.of(of, Literal.of(pattern)), arguments -> {
            Casts.Cast cast = Casts.cast(arguments.get(0).type(), SimpleType.TIMESTAMP);
            return Call.strict(SimpleType.STRING, arguments.get(0), value -> format.format((Instant) cast.of(value)));
        });
    }

    /** So many days after a day. */
    public static Call plusDays(String function, Expression day, Expression days, int sign) {
        return Call.of(function, List.of(day, days), arguments -> {
            Casts.Cast cast = Casts.cast(arguments.get(0).type(), SimpleType.DATE);
            Casts.Cast number = Casts.cast(arguments.get(1).type(), SimpleType.INT);
            return Call.strict(
                    SimpleType.DATE, arguments.get(0), arguments.get(1), (from, count) -> ((LocalDate) cast.of(from))
                            .plusDays(sign * ((Integer) number.of(count)).longValue()));
        });
    }

    /** How many days one day is after another. */
    public static Call daysBetween(Expression end, Expression start) {
        return Call.of("datediff", List.of(end, start), arguments -> {
            Casts.Cast castEnd = Casts.cast(arguments.get(0).type(), SimpleType.DATE);
            Casts.Cast castStart = Casts.cast(arguments.get(1).type(), SimpleType.DATE);
            return Call.strict(
                    SimpleType.INT,
                    arguments.get(0),
                    arguments.get(1),
                    (to, from) -> Math.toIntExact(
                            ChronoUnit.DAYS.between((LocalDate) castStart.of(from), (LocalDate) castEnd.of(to))));
        });
    }

    /** Seconds since 1970. */
    public static Call unixSeconds(Expression of) {
        return Call.of("unix_timestamp", List.of(of), arguments -> {
            Casts.Cast cast = Casts.cast(arguments.get(0).type(), SimpleType.TIMESTAMP);
            return Call.strict(
                    SimpleType.BIGINT, arguments.get(0), value -> ((Instant) cast.of(value)).getEpochSecond());
        });
    }

    /** The beginning of the year, month, week, day, hour, minute or second that a moment is in. */
    public static Call truncated(String unit, Expression of) {
        Function<LocalDateTime, LocalDateTime> truncation =
                switch (unit.toLowerCase(Locale.ROOT)) {
                    case "year", "yyyy", "yy" ->
                        time -> time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.firstDayOfYear());
                    case "quarter" ->
                        time -> time.truncatedTo(ChronoUnit.DAYS)
                                .withDayOfMonth(1)
                                .withMonth((time.getMonthValue() - 1) / 3 * 3 + 1);
                    case "month", "mon", "mm" ->
                        time -> time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.firstDayOfMonth());
                    case "week" ->
                        time -> time.truncatedTo(ChronoUnit.DAYS)
                                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case "day", "dd" -> time -> time.truncatedTo(ChronoUnit.DAYS);
                    case "hour" -> time -> time.truncatedTo(ChronoUnit.HOURS);
                    case "minute" -> time -> time.truncatedTo(ChronoUnit.MINUTES);
                    case "second" -> time -> time.truncatedTo(ChronoUnit.SECONDS);
                    case "millisecond" -> time -> time.truncatedTo(ChronoUnit.MILLIS);
                    case "microsecond" -> time -> time.truncatedTo(ChronoUnit.MICROS);
                    default ->
                        throw new IllegalArgumentException("Cannot truncate to '" + unit
                                + "': there are year, quarter, month, week, day, hour, minute, second, millisecond and"
                                + " microsecond");
                };
        return Call.of("date_trunc", List.of(of), arguments -> {
            Casts.Cast cast = Casts.cast(arguments.get(0).type(), SimpleType.TIMESTAMP_NTZ);
            return Call.strict(SimpleType.TIMESTAMP, arguments.get(0), value -> truncation
                    .apply((LocalDateTime) cast.of(value))
                    .toInstant(ZoneOffset.UTC));
        });
    }
}
