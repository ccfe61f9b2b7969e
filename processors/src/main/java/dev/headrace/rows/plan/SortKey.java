package dev.headrace.rows.plan;

import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Expression;
import java.util.Comparator;
import java.util.List;

/** By what rows are ordered. Nulls are the least. */
public record SortKey(Expression of, boolean descending) {

    /** The order of rows of a schema. */
    public static Comparator<Row> order(Schema schema, List<SortKey> keys) {
        return keys.stream()
                .map(key -> key.comparator(schema))
                .reduce(Comparator::thenComparing)
                .orElseThrow(() -> new IllegalArgumentException("Cannot order rows: by no column"));
    }

    private Comparator<Row> comparator(Schema schema) {
        Bound bound = of.bind(schema);
        Comparisons.Order order = Comparisons.order(bound.type(), bound.type());
        Comparator<Row> ascending = (one, other) -> {
            Object a = bound.of(one, 0);
            Object b = bound.of(other, 0);
            if (a == null || b == null) {
                return a == b ? 0 : a == null ? -1 : 1;
            }
            return order.compare(a, b);
        };
        return descending ? ascending.reversed() : ascending;
    }
}
