package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.SimpleType;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
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
                    return format.parse((String) value, Times::local).toInstant(ZoneOffset.UTC);
                } catch (DateTimeParseException e) {
                    throw new ArithmeticException("'" + value + "' is not of the form " + pattern);
                }
            });
        });
    }

    private static LocalDateTime local(TemporalAccessor parsed) {
        LocalDate day = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return time == null ? day.atStartOfDay() : day.atTime(time);
    }

    /** A number of a moment or a day, such as its year. */
    public static Call part(String function, Expression of, Function<LocalDateTime, Integer> computed) {
        return Call.of(function, List.of(of), arguments -> {
            DataType type = arguments.get(0).type();
            return Call.strict(SimpleType.INT, arguments.get(0), value -> computed.apply(local(value, type)));
        });
    }

    private static LocalDateTime local(Object value, DataType type) {
        Casts.Cast cast = Casts.cast(type, SimpleType.TIMESTAMP);
        return LocalDateTime.ofInstant((Instant) cast.of(value), ZoneOffset.UTC);
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
                    case "month", "mon", "mm" ->
                        time -> time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.firstDayOfMonth());
                    case "week" ->
                        time -> time.truncatedTo(ChronoUnit.DAYS)
                                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case "day", "dd" -> time -> time.truncatedTo(ChronoUnit.DAYS);
                    case "hour" -> time -> time.truncatedTo(ChronoUnit.HOURS);
                    case "minute" -> time -> time.truncatedTo(ChronoUnit.MINUTES);
                    case "second" -> time -> time.truncatedTo(ChronoUnit.SECONDS);
                    default ->
                        throw new IllegalArgumentException("Cannot truncate to '" + unit
                                + "': there are year, month, week, day, hour, minute and second");
                };
        return Call.of("date_trunc", List.of(of), arguments -> {
            DataType type = arguments.get(0).type();
            return Call.strict(SimpleType.TIMESTAMP, arguments.get(0), value -> truncation
                    .apply(local(value, type))
                    .toInstant(ZoneOffset.UTC));
        });
    }
}
