package dev.headrace.rows.window;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Expression;
import dev.headrace.streaming.Intervals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Windows of activity: each row makes one that ends a gap after its time, and those that meet become one. As in Structured
 * Streaming a window that begins where another ends meets it, and rows whose gap is null or not positive are in none.
 *
 * @param gap an interval as text: a literal, or what it is for a row
 */
public record SessionWindows(Expression gap) implements Windows {

    @Override
    public boolean merge() {
        return true;
    }

    @Override
    public Set<String> references() {
        return gap.references();
    }

    @Override
    public Assignment bind(Schema schema) {
        Bound interval = gap.bind(schema);
        if (interval.type() != SimpleType.STRING) {
            throw new IllegalArgumentException("Cannot make sessions with the gap " + gap.name() + ": it is "
                    + interval.type().ddl() + ", and a gap is a text such as '10 minutes'");
        }
        if (interval.evaluation() instanceof Bound.Constant constant && constant.value() instanceof String text) {
            Duration always = Intervals.parse(text);
            if (always.isNegative() || always.isZero()) {
                throw new IllegalArgumentException(
                        "Cannot make sessions with the gap " + gap.name() + ": it has to be longer than nothing");
            }
            return (time, row, nowMs) -> of(time, always);
        }
        return (time, row, nowMs) -> {
            Object given = interval.of(row, nowMs);
            return given == null ? List.of() : of(time, Intervals.parse((String) given));
        };
    }

    private static List<Row> of(Instant time, Duration gap) {
        return gap.isNegative() || gap.isZero() ? List.of() : List.of(Windows.window(time, time.plus(gap)));
    }
}
