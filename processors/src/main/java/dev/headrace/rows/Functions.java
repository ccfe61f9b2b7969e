package dev.headrace.rows;

import dev.headrace.rows.aggregate.AggregateCall;
import dev.headrace.rows.aggregate.Aggregators;
import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Arithmetic;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Call;
import dev.headrace.rows.expression.Casts;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Elements;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.expression.Json;
import dev.headrace.rows.expression.Literal;
import dev.headrace.rows.expression.Numbers;
import dev.headrace.rows.expression.Reference;
import dev.headrace.rows.expression.Texts;
import dev.headrace.rows.expression.Times;
import dev.headrace.rows.plan.Explosion;
import dev.headrace.rows.window.SessionWindows;
import dev.headrace.rows.window.TimeWindows;
import dev.headrace.rows.window.WindowTime;
import dev.headrace.rows.window.Windowing;
import dev.headrace.streaming.Intervals;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes columns. To be imported statically. */
public final class Functions {

    private static final String ALL_ROWS = "*";

    private Functions() {}

    /** A column, or a field of a struct: {@code col("geo.city")}. Names are found whatever the case of their letters. */
    public static Column col(String name) {
        return new Column(new Reference(name));
    }

    /** The same value for every row. */
    public static Column lit(@Nullable Object value) {
        return value instanceof Column column ? column : new Column(Literal.of(value));
    }

    /** Not; null where it is null. */
    public static Column not(Column condition) {
        return new Column(Comparisons.not(condition.expression()));
    }

    /** With the other sign. */
    public static Column negate(Column number) {
        return new Column(Arithmetic.negated(number.expression()));
    }

    /** A value where a condition is true; more of them may follow. Null where none is, unless {@code otherwise} says. */
    public static CaseColumn when(Column condition, @Nullable Object value) {
        return CaseColumn.first(condition, value);
    }

    /** The first that is not null. */
    public static Column coalesce(Column... columns) {
        return new Column(Call.of("coalesce", expressions(columns), arguments -> {
            List<Bound> alike = Casts.alike(arguments);
            return new Bound(alike.get(0).type(), (row, nowMs) -> {
                for (Bound argument : alike) {
                    Object value = argument.of(row, nowMs);
                    if (value != null) {
                        return value;
                    }
                }
                return null;
            });
        }));
    }

    /** As another type; null where a value has no counterpart there. */
    public static Column try_cast(Column column, String ddl) {
        DataType type = DataType.of(ddl);
        return new Column(Call.of("try_cast", List.of(column.expression()), arguments -> {
            Casts.Cast cast = Casts.cast(arguments.get(0).type(), type);
            return Call.strict(type, arguments.get(0), value -> {
                try {
                    return cast.of(value);
                } catch (ArithmeticException e) {
                    return null;
                }
            });
        }));
    }

    /** The greatest of several values; null only where all are. */
    public static Column greatest(Column... values) {
        return new Column(Comparisons.outermost("greatest", expressions(values), false));
    }

    /** The least of several values; null only where all are. */
    public static Column least(Column... values) {
        return new Column(Comparisons.outermost("least", expressions(values), true));
    }

    /** The number without its sign. */
    public static Column abs(Column number) {
        return new Column(Numbers.abs(number.expression()));
    }

    /** The greatest whole number that is not greater. */
    public static Column floor(Column number) {
        return new Column(Numbers.floor(number.expression()));
    }

    /** The least whole number that is not less. */
    public static Column ceil(Column number) {
        return new Column(Numbers.ceil(number.expression()));
    }

    /** The nearest whole number, away from zero where two are as near. */
    public static Column round(Column number) {
        return round(number, 0);
    }

    /** The nearest number of so many digits behind the point, away from zero where two are as near. */
    public static Column round(Column number, int scale) {
        return new Column(Numbers.round(number.expression(), scale));
    }

    /** Texts one after the other; null where one is null. */
    public static Column concat(Column... columns) {
        return new Column(Texts.concat(expressions(columns)));
    }

    /** Those texts that are not null one after the other, a separator between them. */
    public static Column concat_ws(String separator, Column... columns) {
        return new Column(Texts.joined(separator, expressions(columns)));
    }

    /** In small letters. */
    public static Column lower(Column text) {
        return new Column(
                Texts.of("lower", text.expression(), SimpleType.STRING, value -> value.toLowerCase(Locale.ROOT)));
    }

    /** In capital letters. */
    public static Column upper(Column text) {
        return new Column(
                Texts.of("upper", text.expression(), SimpleType.STRING, value -> value.toUpperCase(Locale.ROOT)));
    }

    /** Without spaces at both ends. */
    public static Column trim(Column text) {
        return new Column(Texts.of("trim", text.expression(), SimpleType.STRING, Texts::trim));
    }

    /** Without spaces at the beginning. */
    public static Column ltrim(Column text) {
        return new Column(Texts.of("ltrim", text.expression(), SimpleType.STRING, Texts::trimStart));
    }

    /** Without spaces at the end. */
    public static Column rtrim(Column text) {
        return new Column(Texts.of("rtrim", text.expression(), SimpleType.STRING, Texts::trimEnd));
    }

    /** Where a text first has another in it, counted from 1; 0 where it has not. */
    public static Column instr(Column text, String part) {
        return new Column(Texts.instr(text.expression(), Literal.of(part)));
    }

    /** How many characters it has. */
    public static Column length(Column text) {
        return new Column(Texts.of(
                "length", text.expression(), SimpleType.INT, value -> value.codePointCount(0, value.length())));
    }

    /** A part of a text, from a place that is counted from 1, or from the end where it is negative. */
    public static Column substring(Column text, int place, int length) {
        return new Column(Texts.of(
                "substring", text.expression(), SimpleType.STRING, value -> Texts.substring(value, place, length)));
    }

    /** The parts of a text between matches of a regular expression. */
    public static Column split(Column text, String regex) {
        return new Column(Texts.of(
                "split",
                text.expression(),
                new ArrayType(SimpleType.STRING),
                value -> List.of(value.split(regex, -1))));
    }

    /** The text with every match of a regular expression replaced; {@code $1} stands for its first group. */
    public static Column regexp_replace(Column text, String regex, String replacement) {
        return new Column(Texts.of(
                "regexp_replace", text.expression(), SimpleType.STRING, value -> value.replaceAll(regex, replacement)));
    }

    /** What a group of a regular expression matches first, group 0 being the whole; empty where it matches nothing. */
    public static Column regexp_extract(Column text, String regex, int group) {
        return new Column(Texts.extracted(text.expression(), regex, group));
    }

    /** The time of the batch or epoch, the same for all of its rows and when it is repeated. */
    public static Column current_timestamp() {
        return new Column(Times.now());
    }

    /** A moment of text, ISO-8601 or {@code 2026-11-27 12:00:00}; of a number, that many seconds after 1970. */
    public static Column to_timestamp(Column column) {
        return column.cast(SimpleType.TIMESTAMP).as("to_timestamp(" + column.name() + ")");
    }

    /** A moment of text of a pattern of {@link java.time.format.DateTimeFormatter}. */
    public static Column to_timestamp(Column text, String pattern) {
        return new Column(Times.parsed(text.expression(), pattern));
    }

    /** The moment so many seconds after 1970. */
    public static Column timestamp_seconds(Column seconds) {
        return seconds.cast(SimpleType.TIMESTAMP).as("timestamp_seconds(" + seconds.name() + ")");
    }

    /** Seconds since 1970. */
    public static Column unix_timestamp(Column moment) {
        return new Column(Times.unixSeconds(moment.expression()));
    }

    /** The moment so many seconds after 1970 as text. */
    public static Column from_unixtime(Column seconds) {
        return from_unixtime(seconds, "yyyy-MM-dd HH:mm:ss");
    }

    /** The moment so many seconds after 1970 as text of a pattern of {@link java.time.format.DateTimeFormatter}. */
    public static Column from_unixtime(Column seconds, String pattern) {
        return new Column(Times.formatted("from_unixtime", seconds.expression(), pattern));
    }

    /** A moment or a day as text of a pattern of {@link java.time.format.DateTimeFormatter}. */
    public static Column date_format(Column moment, String pattern) {
        return new Column(Times.formatted("date_format", moment.expression(), pattern));
    }

    /** So many days after a day. */
    public static Column date_add(Column day, @Nullable Object days) {
        return new Column(Times.plusDays("date_add", day.expression(), Column.expressionOf(days), 1));
    }

    /** So many days before a day. */
    public static Column date_sub(Column day, @Nullable Object days) {
        return new Column(Times.plusDays("date_sub", day.expression(), Column.expressionOf(days), -1));
    }

    /** How many days one day is after another. */
    public static Column datediff(Column end, Column start) {
        return new Column(Times.daysBetween(end.expression(), start.expression()));
    }

    /** The day of a moment, or of text. */
    public static Column to_date(Column column) {
        return column.cast(SimpleType.DATE).as("to_date(" + column.name() + ")");
    }

    /** The beginning of the year, month, week, day, hour, minute or second that a moment is in. */
    public static Column date_trunc(String unit, Column moment) {
        return new Column(Times.truncated(unit, moment.expression()));
    }

    /** The year of a moment or day. */
    public static Column year(Column moment) {
        return new Column(Times.part("year", moment.expression(), LocalDateTime::getYear));
    }

    /** The month of a moment or day, from 1. */
    public static Column month(Column moment) {
        return new Column(Times.part("month", moment.expression(), LocalDateTime::getMonthValue));
    }

    /** The day of the month. */
    public static Column dayofmonth(Column moment) {
        return new Column(Times.part("dayofmonth", moment.expression(), LocalDateTime::getDayOfMonth));
    }

    /** The hour of a moment, from 0. */
    public static Column hour(Column moment) {
        return new Column(Times.part("hour", moment.expression(), LocalDateTime::getHour));
    }

    /** The minute of a moment. */
    public static Column minute(Column moment) {
        return new Column(Times.part("minute", moment.expression(), LocalDateTime::getMinute));
    }

    /** The second of a moment, whole. */
    public static Column second(Column moment) {
        return new Column(Times.part("second", moment.expression(), LocalDateTime::getSecond));
    }

    /** The day of the week of a moment or day, from 1 for Sunday to 7. */
    public static Column dayofweek(Column moment) {
        return new Column(Times.part(
                "dayofweek", moment.expression(), day -> day.getDayOfWeek().getValue() % 7 + 1));
    }

    /** Windows of a length, one after the other: a key to group by, a struct of {@code start} and {@code end}. */
    public static Column window(Column time, String length) {
        return window(time, Intervals.parse(length), Intervals.parse(length));
    }

    /** Windows of a length that begin at regular times, and overlap where they begin more often than they are long. */
    public static Column window(Column time, String length, String slide) {
        return window(time, Intervals.parse(length), Intervals.parse(slide));
    }

    /** Windows of a length that begin at regular times. */
    public static Column window(Column time, Duration length, Duration slide) {
        return window(time, length, slide, Duration.ZERO);
    }

    /** Windows of a length that begin at regular times, one of them so long after 1970. */
    public static Column window(Column time, String length, String slide, String start) {
        return window(time, Intervals.parse(length), Intervals.parse(slide), Intervals.parse(start));
    }

    /**
     * Windows of a length that begin at regular times, one of them so long after 1970.
     *
     * @param time a TIMESTAMP, or a window, of which {@link #window_time} counts
     */
    public static Column window(Column time, Duration length, Duration slide, Duration start) {
        return new Column(new Windowing("window", time.expression(), TimeWindows.of(length, slide, start)));
    }

    /**
     * Windows of activity: a key to group by, a struct {@code session_window} of {@code start} and {@code end}. One ends when for
     * the time of the gap no row came.
     */
    public static Column session_window(Column time, String gap) {
        return session_window(time, lit(gap));
    }

    /**
     * Windows of activity, each row of which keeps it open for a gap of its own.
     *
     * @param gap text such as {@code 10 minutes}; rows for which it is null or not positive are in no session
     */
    public static Column session_window(Column time, Column gap) {
        return new Column(new Windowing("session_window", time.expression(), new SessionWindows(gap.expression())));
    }

    /** The last microsecond of a window, for windows of windows. */
    public static Column window_time(Column window) {
        return new Column(WindowTime.of(window.expression()));
    }

    /** A row for each element of a list, as {@code col}, or of a map, as {@code key} and {@code value}. To be selected. */
    public static Column explode(Column collection) {
        return new Column(new Explosion("col", collection.expression(), false, false));
    }

    /** As {@link #explode}, and a row of nulls where there is no element. */
    public static Column explode_outer(Column collection) {
        return new Column(new Explosion("col", collection.expression(), true, false));
    }

    /** As {@link #explode}, with the place of each element, from 0, as {@code pos}. */
    public static Column posexplode(Column collection) {
        return new Column(new Explosion("col", collection.expression(), false, true));
    }

    /** As {@link #posexplode}, and a row of nulls where there is no element. */
    public static Column posexplode_outer(Column collection) {
        return new Column(new Explosion("col", collection.expression(), true, true));
    }

    /** The struct that JSON text holds; null where it is none. */
    public static Column from_json(Column text, String ddl) {
        return new Column(Json.from(text.expression(), ddl));
    }

    /** A struct as JSON text. */
    public static Column to_json(Column struct) {
        return new Column(Json.to(struct.expression()));
    }

    /** How many elements an array or a map has. */
    public static Column size(Column collection) {
        return new Column(Elements.size(collection.expression()));
    }

    /**
     * The element of an array at a place, from 1, or from the end where it is negative; or that of a key of a map, null where it
     * has none.
     */
    public static Column element_at(Column collection, @Nullable Object at) {
        return new Column(Elements.elementAt(collection.expression(), Column.expressionOf(at)));
    }

    /** Whether an array has a value among its elements. */
    public static Column array_contains(Column array, @Nullable Object value) {
        return new Column(Elements.contains(array.expression(), Column.expressionOf(value)));
    }

    /** An array of values. */
    public static Column array(Column... values) {
        return new Column(Elements.array(expressions(values)));
    }

    /** A struct of columns under their names. */
    public static Column struct(Column... columns) {
        return new Column(Elements.struct(expressions(columns)));
    }

    /** A struct of columns under their names. */
    public static Column struct(String... columns) {
        return struct(Arrays.stream(columns).map(Functions::col).toArray(Column[]::new));
    }

    /** How many values there are that are not null; of {@code "*"}, how many rows. */
    public static Column count(String column) {
        return column.equals(ALL_ROWS)
                ? new Column(new AggregateCall("count(1)", "count(1)", Literal.of(1), Aggregators::countRows))
                : count(col(column));
    }

    /** How many values there are that are not null. */
    public static Column count(Column column) {
        return aggregate("count", column, Aggregators::count);
    }

    /** The sum. */
    public static Column sum(String column) {
        return sum(col(column));
    }

    /** The sum; of whole numbers it must not overflow. */
    public static Column sum(Column column) {
        return aggregate("sum", column, Aggregators::sum);
    }

    /** The mean. */
    public static Column avg(String column) {
        return avg(col(column));
    }

    /** The mean. */
    public static Column avg(Column column) {
        return aggregate("avg", column, Aggregators::avg);
    }

    /** The least value. */
    public static Column min(String column) {
        return min(col(column));
    }

    /** The least value. */
    public static Column min(Column column) {
        return aggregate("min", column, Aggregators::min);
    }

    /** The greatest value. */
    public static Column max(String column) {
        return max(col(column));
    }

    /** The greatest value. */
    public static Column max(Column column) {
        return aggregate("max", column, Aggregators::max);
    }

    /** The first value, null or not. */
    public static Column first(String column) {
        return first(column, false);
    }

    /** The first value; if nulls are ignored, the first that is none. */
    public static Column first(String column, boolean ignoreNulls) {
        return ignoreNulls
                ? aggregate("first", " ignoring nulls", col(column), Aggregators::firstNotNull)
                : aggregate("first", col(column), Aggregators::first);
    }

    /** The last value, null or not. */
    public static Column last(String column) {
        return last(column, false);
    }

    /** The last value; if nulls are ignored, the last that is none. */
    public static Column last(String column, boolean ignoreNulls) {
        return ignoreNulls
                ? aggregate("last", " ignoring nulls", col(column), Aggregators::lastNotNull)
                : aggregate("last", col(column), Aggregators::last);
    }

    /** All values that are not null. */
    public static Column collect_list(String column) {
        return aggregate("collect_list", col(column), Aggregators::collectList);
    }

    /** All different values that are not null. */
    public static Column collect_set(String column) {
        return aggregate("collect_set", col(column), Aggregators::collectSet);
    }

    /** How many different values there are, exactly, in a stream too: all of them are kept. */
    public static Column count_distinct(String column) {
        return aggregate("count_distinct", col(column), Aggregators::countDistinct);
    }

    /** About how many different values there are, within 5 %. */
    public static Column approx_count_distinct(String column) {
        return approx_count_distinct(column, 0.05);
    }

    /**
     * About how many different values there are.
     *
     * @param deviation relative standard deviation that is allowed, above 0
     */
    public static Column approx_count_distinct(String column, double deviation) {
        return aggregate(
                "approx_count_distinct",
                " within " + deviation,
                col(column),
                Aggregators.approxCountDistinct(deviation));
    }

    private static Column aggregate(String function, Column of, AggregateCall.Making making) {
        return aggregate(function, "", of, making);
    }

    /** An aggregate whose name does not tell how it is computed. */
    private static Column aggregate(String function, String how, Column of, AggregateCall.Making making) {
        return new Column(new AggregateCall(
                function + "(" + of.name() + ")",
                function + "(" + of.expression().meaning() + ")" + how,
                of.expression(),
                making));
    }

    private static List<Expression> expressions(Column... columns) {
        return Arrays.stream(columns).map(column -> column.expression()).toList();
    }
}
