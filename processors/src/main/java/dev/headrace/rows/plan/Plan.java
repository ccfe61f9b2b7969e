package dev.headrace.rows.plan;

import dev.headrace.rows.aggregate.AggregateCall;
import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.spi.RowInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rows that are computed of other rows, or read. Every plan was checked when it was made. */
public sealed interface Plan {

    /** The columns. */
    Schema schema();

    /** Whether it has no end. */
    boolean isStreaming();

    /** What it is computed of. */
    List<Plan> children();

    /** Rows from somewhere. */
    record Scan(String name, RowInput input, boolean isStreaming) implements Plan {

        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public List<Plan> children() {
            return List.of();
        }
    }

    /** Rows that are there. */
    record Local(Schema schema, List<Row> rows) implements Plan {

        public Local {
            rows = List.copyOf(rows);
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public List<Plan> children() {
            return List.of();
        }
    }

    /** The rows for which a condition is true. */
    record Filter(Plan of, Expression condition, Bound bound) implements Plan {

        /** Checks the condition. */
        public static Filter of(Plan plan, Expression condition) {
            Bound bound = condition.bind(plan.schema());
            try {
                Comparisons.requireTruth(bound);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Cannot filter by " + condition.name() + ": " + e.getMessage(), e);
            }
            return new Filter(plan, condition, bound);
        }

        @Override
        public Schema schema() {
            return of.schema();
        }

        @Override
        public boolean isStreaming() {
            return of.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(of);
        }
    }

    /** Rows of computed columns. */
    record Project(Plan of, List<Expression> columns, List<Bound> bound, Schema schema) implements Plan {

        /** Checks the columns. */
        public static Project of(Plan plan, List<Expression> columns) {
            List<Bound> bound = new ArrayList<>();
            List<Field> fields = new ArrayList<>();
            for (Expression column : columns) {
                Bound one = column.bind(plan.schema());
                bound.add(one);
                fields.add(new Field(column.name(), one.type(), true));
            }
            return new Project(plan, List.copyOf(columns), List.copyOf(bound), Schema.of(fields));
        }

        /** The columns of one row. */
        public Row of(Row row, long nowMs) {
            Object[] values = new Object[bound.size()];
            for (int column = 0; column < values.length; column++) {
                values[column] = bound.get(column).of(row, nowMs);
            }
            return Row.wrap(schema, values);
        }

        @Override
        public boolean isStreaming() {
            return of.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(of);
        }
    }

    /** The same rows, of which one column is known to come late by no more than a delay. */
    record Watermark(Plan of, String column, Duration delay) implements Plan {

        @Override
        public Schema schema() {
            return of.schema();
        }

        @Override
        public boolean isStreaming() {
            return of.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(of);
        }
    }

    /** Each row once for every window that it falls into, with the window as a further column. */
    record Windowed(Plan of, Expression time, Bound bound, TimeWindows windows, Schema schema) implements Plan {

        @Override
        public boolean isStreaming() {
            return of.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(of);
        }
    }

    /** One row per group. */
    record Aggregate(Plan of, List<Expression> keys, List<AggregateCall> aggregates, Grouping grouping)
            implements Plan {

        /** Checks keys and aggregates. */
        public static Aggregate of(Plan plan, List<Expression> keys, List<AggregateCall> aggregates) {
            return new Aggregate(
                    plan, List.copyOf(keys), List.copyOf(aggregates), Grouping.of(plan.schema(), keys, aggregates));
        }

        @Override
        public Schema schema() {
            return grouping.resultSchema();
        }

        @Override
        public boolean isStreaming() {
            return of.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(of);
        }
    }

    /** Of rows that have the same values in some columns the first. */
    record Deduplicate(Plan of, List<String> columns) implements Plan {

        @Override
        public Schema schema() {
            return of.schema();
        }

        @Override
        public boolean isStreaming() {
            return of.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(of);
        }
    }

    /** The rows of both. */
    record Union(Plan first, Plan second) implements Plan {

        @Override
        public Schema schema() {
            return first.schema();
        }

        @Override
        public boolean isStreaming() {
            return first.isStreaming() || second.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(first, second);
        }
    }

    /**
     * The rows of the left with those of the right, which has an end, that have the same values in some columns.
     *
     * @param keepsLeft whether rows of the left stay that have none, with nulls
     */
    record Join(Plan left, Plan right, List<String> columns, boolean keepsLeft, Schema schema) implements Plan {

        @Override
        public boolean isStreaming() {
            return left.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(left, right);
        }
    }

    /** Ordered rows. */
    record Sort(Plan of, List<SortKey> keys) implements Plan {

        @Override
        public Schema schema() {
            return of.schema();
        }

        @Override
        public boolean isStreaming() {
            return of.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(of);
        }
    }

    /** The first rows. */
    record Limit(Plan of, long count) implements Plan {

        @Override
        public Schema schema() {
            return of.schema();
        }

        @Override
        public boolean isStreaming() {
            return of.isStreaming();
        }

        @Override
        public List<Plan> children() {
            return List.of(of);
        }
    }
}
