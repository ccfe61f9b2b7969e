package dev.headrace.rows.window;

import dev.headrace.rows.data.Schema;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Expression;
import java.util.Set;
import java.util.TreeSet;

/** The windows that a time falls into: a key to group by, and nothing else, since a row may fall into several or none. */
public record Windowing(String name, Expression time, Windows windows) implements Expression {

    /** What the column of windows is called before it is grouped by: as no column of the rows can be. */
    public String column() {
        return name + "#";
    }

    @Override
    public Windowing named(String alias) {
        return new Windowing(alias, time, windows);
    }

    @Override
    public Set<String> references() {
        Set<String> references = new TreeSet<>(windows.references());
        references.addAll(time.references());
        return references;
    }

    @Override
    public Bound bind(Schema schema) {
        throw new IllegalArgumentException(
                "Cannot compute " + name + " of a row by itself: group by it, as in groupBy(window(..)).count()");
    }
}
