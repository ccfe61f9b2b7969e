package dev.headrace.rows;

import dev.headrace.rows.aggregate.AggregateCall;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in groups. Made by {@link RowStream#groupBy}. */
public final class GroupedRows {

    private final RowStream rows;
    private final Plan plan;
    private final List<Expression> keys;

    GroupedRows(RowStream rows, Plan plan, List<Expression> keys) {
        this.rows = rows;
        this.plan = plan;
        this.keys = List.copyOf(keys);
    }

    /** How many rows each group has, as column {@code count}. */
    public RowStream count() {
        return agg(Functions.count("*").as("count"));
    }

    /** The sums of columns. */
    public RowStream sum(String... columns) {
        return agg(Arrays.stream(columns).map(Functions::sum).toList());
    }

    /** The means of columns. */
    public RowStream avg(String... columns) {
        return agg(Arrays.stream(columns).map(Functions::avg).toList());
    }

    /** The least values of columns. */
    public RowStream min(String... columns) {
        return agg(Arrays.stream(columns).map(Functions::min).toList());
    }

    /** The greatest values of columns. */
    public RowStream max(String... columns) {
        return agg(Arrays.stream(columns).map(Functions::max).toList());
    }

    /** Aggregates of each group, as columns after those of the group. */
    public RowStream agg(Column first, Column... more) {
        List<Column> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return agg(all);
    }

    private RowStream agg(List<Column> columns) {
        List<AggregateCall> aggregates = new ArrayList<>();
        for (Column column : columns) {
            if (!(column.expression() instanceof AggregateCall call)) {
                throw new IllegalArgumentException("Cannot aggregate by " + column.name()
                        + ": it is no aggregate. Use one of Functions, such as sum(..), or group by it");
            }
            aggregates.add(call);
        }
        return rows.over(Plan.Aggregate.of(plan, keys, aggregates));
    }
}
