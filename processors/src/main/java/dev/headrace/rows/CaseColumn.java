package dev.headrace.rows;

import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Call;
import dev.headrace.rows.expression.Casts;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.expression.Literal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values for conditions: the first whose condition is true, null where none is. Made by {@link Functions#when}. */
public final class CaseColumn extends Column {

    private final List<Expression> conditionsAndValues;

    private CaseColumn(List<Expression> conditionsAndValues) {
        super(chosen(conditionsAndValues, Literal.of(null)));
        this.conditionsAndValues = List.copyOf(conditionsAndValues);
    }

    static CaseColumn first(Column condition, @Nullable Object value) {
        return new CaseColumn(List.of(condition.expression(), Column.expressionOf(value)));
    }

    /** A value where another condition is true, and none before it. */
    public CaseColumn when(Column condition, @Nullable Object value) {
        List<Expression> more = new ArrayList<>(conditionsAndValues);
        more.add(condition.expression());
        more.add(Column.expressionOf(value));
        return new CaseColumn(more);
    }

    /** The value where no condition is true. */
    public Column otherwise(@Nullable Object value) {
        return new Column(chosen(conditionsAndValues, Column.expressionOf(value)));
    }

    private static Call chosen(List<Expression> conditionsAndValues, Expression otherwise) {
        List<Expression> all = new ArrayList<>(conditionsAndValues);
        all.add(otherwise);
        return Call.of("CASE", all, CaseColumn::bound);
    }

    private static Bound bound(List<Bound> arguments) {
        int cases = arguments.size() / 2;
        List<Bound> values = new ArrayList<>();
        for (int index = 0; index < cases; index++) {
            Comparisons.requireTruth(arguments.get(2 * index));
            values.add(arguments.get(2 * index + 1));
        }
        values.add(arguments.get(arguments.size() - 1));
        List<Bound> alike = Casts.alike(values);
        return new Bound(alike.get(0).type(), (row, nowMs) -> {
            int chosen = 0;
            while (chosen < cases && !arguments.get(2 * chosen).isTrue(row, nowMs)) {
                chosen++;
            }
            return alike.get(chosen).of(row, nowMs);
        });
    }
}
