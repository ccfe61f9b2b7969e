package dev.headrace.rows;

import dev.headrace.rows.data.Schema;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.plan.TimeWindows;
import java.util.Set;

/** The windows that a time falls into: a key to group by, and nothing else, since a row may fall into several. */
record WindowColumn(String name, Expression time, TimeWindows windows) implements Expression {

    @Override
    public Set<String> references() {
        return time.references();
    }

    @Override
    public Bound bind(Schema schema) {
        throw new IllegalArgumentException(
                "Cannot compute " + name + " of a row by itself: group by it, as in groupBy(window(..)).count()");
    }
}
