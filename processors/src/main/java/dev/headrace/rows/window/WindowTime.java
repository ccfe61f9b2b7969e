package dev.headrace.rows.window;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Call;
import dev.headrace.rows.expression.Expression;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The time that stands for a window where windows are grouped again: the last microsecond that belongs to it. */
public final class WindowTime {

    private static final String FUNCTION = "window_time";

    private WindowTime() {}

    /** The time of a window. */
    public static Call of(Expression window) {
        return Call.of(FUNCTION, List.of(window), arguments -> {
            Bound argument = arguments.get(0);
            if (!argument.type().equals(Windows.SCHEMA)) {
                throw new IllegalArgumentException("it takes a window, and there is "
                        + argument.type().ddl() + ". Group by window(..) or session_window(..) first");
            }
            return of(argument);
        });
    }

    /** Whether an expression is the time of a window. */
    public static boolean isOne(Expression expression) {
        return expression instanceof Call call && call.function().equals(FUNCTION);
    }

    /** Times as they are, and of windows theirs. */
    public static Bound timeOf(Bound timeOrWindow) {
        return timeOrWindow.type().equals(Windows.SCHEMA) ? of(timeOrWindow) : timeOrWindow;
    }

    private static Bound of(Bound window) {
        return Call.strict(
                SimpleType.TIMESTAMP, window, value -> Windows.end((Row) value).minus(1, ChronoUnit.MICROS));
    }
}
