package dev.headrace.rows.stream;

import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Alias;
import dev.headrace.rows.expression.Call;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.expression.Reference;
import dev.headrace.rows.plan.Plan;
import dev.headrace.rows.window.WindowTime;
import dev.headrace.rows.window.Windows;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds out which columns are event times, by which groups and keys are known to be over: those that are watermarked, under
 * whatever names, windows over them, and the times of such windows.
 */
final class EventTimes {

    private EventTimes() {}

    /** Whether groups are ever known to be over. */
    static boolean areEverOver(Plan.Aggregate aggregate) {
        return eventTime(aggregate).isPresent();
    }

    /** When groups are over. */
    static GroupTime of(Plan.Aggregate aggregate) {
        OptionalInt key = eventTime(aggregate);
        if (key.isEmpty()) {
            return GroupTime.none();
        }
        return aggregate.grouping().keySchema().field(key.getAsInt()).type().equals(Windows.SCHEMA)
                ? GroupTime.ofWindow(key.getAsInt())
                : GroupTime.ofTime(key.getAsInt());
    }

    /** Which of the keys tells when a group is over; where there are sessions, they alone. */
    private static OptionalInt eventTime(Plan.Aggregate aggregate) {
        return IntStream.range(0, aggregate.keys().size())
                .filter(key -> aggregate.sessions().isEmpty()
                        || aggregate.sessions().get().place() == key)
                .filter(key -> delay(aggregate.keys().get(key), aggregate.of()).isPresent())
                .findFirst();
    }

    /** How long keys are remembered: for ever without a watermarked column among them. */
    static Lifetime of(Plan.Deduplicate deduplicate) {
        if (deduplicate.withinWatermark()) {
            return withinWatermark(deduplicate).orElse(Lifetime.ENDLESS);
        }
        Schema rows = deduplicate.schema();
        return deduplicate.columns().stream()
                .filter(column -> isEventTime(column, deduplicate.of()))
                .findFirst()
                .map(column -> new Lifetime(rows.indexOf(column), 0))
                .orElse(Lifetime.ENDLESS);
    }

    /** How long keys are remembered of which the watermark tells, if any. */
    static Optional<Lifetime> withinWatermark(Plan.Deduplicate deduplicate) {
        Schema rows = deduplicate.schema();
        return rows.names().stream()
                .filter(column -> isEventTime(column, deduplicate.of()))
                .findFirst()
                .map(column -> new Lifetime(
                        rows.indexOf(column),
                        delay(column, deduplicate.of()).orElseThrow().toMillis()));
    }

    private static boolean isEventTime(String column, Plan plan) {
        return plan.schema().field(column).type() == SimpleType.TIMESTAMP
                && delay(column, plan).isPresent();
    }

    /** The delay of the watermark that tells when a value is over. */
    private static Optional<Duration> delay(Expression of, Plan plan) {
        if (of instanceof Alias alias) {
            return delay(alias.of(), plan);
        }
        if (WindowTime.isOne(of)) {
            return delay(((Call) of).arguments().get(0), plan);
        }
        return of instanceof Reference reference ? delay(reference.path(), plan) : Optional.empty();
    }

    /** Follows a column back to where it was watermarked. */
    private static Optional<Duration> delay(String column, Plan plan) {
        if (plan instanceof Plan.Watermark watermark && watermark.column().equalsIgnoreCase(column)) {
            return Optional.of(watermark.delay());
        }
        if (plan instanceof Plan.Project project) {
            return origin(column, project.columns()).flatMap(of -> delay(of, project.of()));
        }
        if (plan instanceof Plan.Aggregate aggregate) {
            return origin(column, aggregate.keys()).flatMap(of -> delay(of, aggregate.of()));
        }
        if (plan instanceof Plan.Windowed windowed
                && windowed.windowing().column().equals(column)) {
            return delay(windowed.windowing().time(), windowed.of());
        }
        return plan.children().stream()
                .filter(child ->
                        child.isStreaming() && child.schema().find(column).isPresent())
                .map(child -> delay(column, child).orElse(null))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Optional<Expression> origin(String column, List<Expression> columns) {
        return columns.stream()
                .filter(each -> each.name().equalsIgnoreCase(column))
                .findFirst();
    }
}
