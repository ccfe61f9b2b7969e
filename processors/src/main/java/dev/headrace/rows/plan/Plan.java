package dev.headrace.rows.plan;

import dev.headrace.kstream.KStream;
import dev.headrace.rows.aggregate.AggregateCall;
import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.spi.RowInput;
import dev.headrace.rows.window.SessionKeys;
import dev.headrace.rows.window.WindowTime;
import dev.headrace.rows.window.Windowing;
import dev.headrace.rows.window.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that are computed of other rows, or read. Every plan was checked when it was made. */
public sealed interface Plan {

    /** The columns. */
    Schema schema();

    /** Whether it has no end. */
    boolean isStreaming();

    /** What it is computed of. */
    List<Plan> children();

    /** The streams of the DSL that it is made of. */
    default List<KStream<Row, Row>> streams() {
        return children().stream().flatMap(child -> child.streams().stream()).toList();
    }

    /** What {@code visitor} answers for a plan of this kind. */
    <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E;

    /**
     * Answers something for each kind of plan.
     *
     * @param <T> the answer
     * @param <E> what it may throw
     */
    interface Visitor<T, E extends Exception> {

        T scan(Scan scan) throws E;

        T records(Records records) throws E;

        T local(Local local) throws E;

        T filter(Filter filter) throws E;

        T project(Project project) throws E;

        T watermark(Watermark watermark) throws E;

        T windowed(Windowed windowed) throws E;

        T exploded(Exploded exploded) throws E;

        T aggregate(Aggregate aggregate) throws E;

        T deduplicate(Deduplicate deduplicate) throws E;

        T union(Union union) throws E;

        T join(Join join) throws E;

        T sort(Sort sort) throws E;

        T limit(Limit limit) throws E;
    }

    /** Rows that are computed of those of one plan. */
    sealed interface Step extends Plan {

        /** What it is computed of. */
        Plan of();

        @Override
        default boolean isStreaming() {
            return of().isStreaming();
        }

        @Override
        default List<Plan> children() {
            return List.of(of());
        }
    }

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

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.scan(this);
        }
    }

    /**
     * Rows that are the values of a stream of the DSL.
     *
     * @param node the node of the topology from which they come
     */
    record Records(KStream<Row, Row> stream, String node, Schema schema) implements Plan {

        @Override
        public boolean isStreaming() {
            return true;
        }

        @Override
        public List<Plan> children() {
            return List.of();
        }

        @Override
        public List<KStream<Row, Row>> streams() {
            return List.of(stream);
        }

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.records(this);
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

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.local(this);
        }
    }

    /** The rows for which a condition is true. */
    record Filter(Plan of, Expression condition, Bound bound) implements Step {

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
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.filter(this);
        }
    }

    /** Rows of computed columns. */
    record Project(Plan of, List<Expression> columns, List<Bound> bound, Schema schema) implements Step {

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
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.project(this);
        }
    }

    /** The same rows, of which one column is known to come late by no more than a delay. */
    record Watermark(Plan of, String column, Duration delay) implements Step {

        @Override
        public Schema schema() {
            return of.schema();
        }

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.watermark(this);
        }
    }

    /** Each row once for every window that it falls into, with the window as a further column. */
    record Windowed(Plan of, Windowing windowing, Bound time, Windows.Assignment assignment, Schema schema)
            implements Step {

        /** Checks the windows. */
        public static Windowed of(Plan plan, Windowing windowing) {
            Bound time = WindowTime.timeOf(windowing.time().bind(plan.schema()));
            if (time.type() != SimpleType.TIMESTAMP) {
                throw new IllegalArgumentException(
                        "Cannot make windows over " + windowing.time().name() + ": it is "
                                + time.type().ddl() + ", and windows are over TIMESTAMP. Use to_timestamp(..)");
            }
            return new Windowed(
                    plan,
                    windowing,
                    time,
                    windowing.windows().bind(plan.schema()),
                    plan.schema().with(new Field(windowing.column(), Windows.SCHEMA, true)));
        }

        /** A row once for each window; not at all where it has no time. */
        public List<Row> of(Row row, long nowMs) {
            Object at = time.of(row, nowMs);
            if (at == null) {
                return List.of();
            }
            List<Row> rows = new ArrayList<>();
            for (Row window : assignment.of((Instant) at, row, nowMs)) {
                @Nullable Object[] values = row.values().toArray(new Object[schema.size()]);
                values[row.size()] = window;
                rows.add(Row.wrap(schema, values));
            }
            return rows;
        }

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.windowed(this);
        }
    }

    /**
     * Rows of which one column, a list or a map, stands for a row per element.
     *
     * @param place the column; those of the elements take its place
     */
    record Exploded(Plan of, int place, Explosion explosion, Schema schema) implements Step {

        /** Checks the column. */
        public static Exploded of(Plan plan, int place, Explosion explosion) {
            Field column = plan.schema().field(place);
            List<Field> fields = new ArrayList<>(plan.schema().fields());
            fields.remove(place);
            fields.addAll(place, explosion.fields(column));
            return new Exploded(plan, place, explosion, Schema.of(fields));
        }

        /** The rows that a row stands for. */
        public List<Row> of(Row row) {
            List<Row> rows = new ArrayList<>();
            for (List<@Nullable Object> element : explosion.elements(row.get(place), schema.size() - row.size() + 1)) {
                List<@Nullable Object> values = new ArrayList<>(row.values());
                values.remove(place);
                values.addAll(place, element);
                rows.add(Row.wrap(schema, values.toArray()));
            }
            return rows;
        }

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.exploded(this);
        }
    }

    /**
     * One row per group.
     *
     * @param sessions where one of the keys is a session, which is not known before its rows are
     */
    record Aggregate(
            Plan of,
            List<Expression> keys,
            List<AggregateCall> aggregates,
            Grouping grouping,
            Optional<SessionKeys> sessions)
            implements Step {

        /** Checks keys and aggregates. */
        public static Aggregate of(Plan plan, List<Expression> keys, List<AggregateCall> aggregates) {
            Grouping grouping = Grouping.of(plan.schema(), keys, aggregates);
            return new Aggregate(
                    plan,
                    List.copyOf(keys),
                    List.copyOf(aggregates),
                    grouping,
                    session(plan)
                            .map(name -> SessionKeys.of(
                                    grouping.keySchema(), grouping.keySchema().indexOf(name))));
        }

        private static Optional<String> session(Plan plan) {
            return plan instanceof Windowed windowed
                            && windowed.windowing().windows().merge()
                    ? Optional.of(windowed.windowing().name())
                    : Optional.empty();
        }

        @Override
        public Schema schema() {
            return grouping.resultSchema();
        }

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.aggregate(this);
        }
    }

    /**
     * Of rows that have the same values in some columns the first.
     *
     * @param withinWatermark whether the others are only known for what they are as long as the watermark allows
     */
    record Deduplicate(Plan of, List<String> columns, boolean withinWatermark) implements Step {

        @Override
        public Schema schema() {
            return of.schema();
        }

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.deduplicate(this);
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

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.union(this);
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

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.join(this);
        }
    }

    /** Ordered rows. */
    record Sort(Plan of, List<SortKey> keys) implements Step {

        @Override
        public Schema schema() {
            return of.schema();
        }

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.sort(this);
        }
    }

    /** The first rows. */
    record Limit(Plan of, long count) implements Step {

        @Override
        public Schema schema() {
            return of.schema();
        }

        @Override
        public <T, E extends Exception> T accept(Visitor<T, E> visitor) throws E {
            return visitor.limit(this);
        }
    }
}
