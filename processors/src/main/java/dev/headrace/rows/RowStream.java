package dev.headrace.rows;

import dev.headrace.common.NearName;
import dev.headrace.errors.StreamsException;
import dev.headrace.kstream.KStream;
import dev.headrace.kstream.StreamsBuilder;
import dev.headrace.rows.batch.Batch;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.RowTable;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.CommonType;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.expression.Reference;
import dev.headrace.rows.plan.Explosion;
import dev.headrace.rows.plan.Narrowing;
import dev.headrace.rows.plan.Plan;
import dev.headrace.rows.stream.OutputRule;
import dev.headrace.rows.stream.Translation;
import dev.headrace.rows.window.Windowing;
import dev.headrace.stores.Stores;
import dev.headrace.streaming.Intervals;
import dev.headrace.streaming.OutputMode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rows of one schema: what is there, or what comes. Immutable; nothing is read before an action asks for it ({@link #collect},
 * {@link #write}) or a query is started ({@link #writeStream}). Every method that makes new rows checks its arguments against the
 * schema at once, and names what does not fit.
 */
public final class RowStream {

    private final Rows session;
    private final Plan plan;

    RowStream(Rows session, Plan plan) {
        this.session = session;
        this.plan = plan;
    }

    RowStream over(Plan other) {
        return new RowStream(session, other);
    }

    Plan plan() {
        return plan;
    }

    Rows session() {
        return session;
    }

    /** Whether these rows have no end, so that they are read by {@link #writeStream}. */
    public boolean isStreaming() {
        return plan.isStreaming();
    }

    /** The columns. */
    public Schema schema() {
        return plan.schema();
    }

    /** The names of the columns, in order. */
    public List<String> columns() {
        return schema().names();
    }

    /** Shows the columns as a tree. */
    public void printSchema() {
        Terminal.out().print(schema().treeString());
    }

    /** What is computed of what, from the end to the beginning. */
    public String explain() {
        StringBuilder text = new StringBuilder();
        explain(Narrowing.of(plan), 0, text);
        return text.toString();
    }

    private static void explain(Plan plan, int depth, StringBuilder text) {
        text.append("  ".repeat(depth)).append(PlanText.of(plan)).append(System.lineSeparator());
        plan.children().forEach(child -> explain(child, depth + 1, text));
    }

    /** The rows for which {@code condition} is true: neither false nor unknown. */
    public RowStream filter(Column condition) {
        return over(Plan.Filter.of(plan, condition.expression()));
    }

    /** As {@link #filter}. */
    public RowStream where(Column condition) {
        return filter(condition);
    }

    /** Some columns, or fields of structs; {@code "*"} is all of them. */
    public RowStream select(String... columns) {
        return select(Arrays.stream(columns).map(Functions::col).toArray(Column[]::new));
    }

    /** Computed columns. */
    public RowStream select(Column... columns) {
        List<Expression> expressions = new ArrayList<>();
        for (Column column : columns) {
            if (column.expression() instanceof Reference reference
                    && reference.path().equals("*")) {
                columns().forEach(name -> expressions.add(new Reference(name)));
            } else {
                expressions.add(column.expression());
            }
        }
        return computed(expressions);
    }

    /** Computed columns, one of which may be an explosion, which is computed of a column of its own. */
    private RowStream computed(List<Expression> columns) {
        List<Explosion> explosions = columns.stream()
                .filter(Explosion.class::isInstance)
                .map(Explosion.class::cast)
                .toList();
        if (explosions.isEmpty()) {
            return over(Plan.Project.of(plan, columns));
        }
        if (explosions.size() > 1) {
            throw new IllegalArgumentException(
                    "Cannot explode " + explosions.get(0).collection().name() + " and "
                            + explosions.get(1).collection().name()
                            + " at once: each would multiply the rows of the other. Select one after the other");
        }
        Explosion explosion = explosions.get(0);
        int place = columns.indexOf(explosion);
        List<Expression> flat = new ArrayList<>(columns);
        flat.set(place, explosion.collection().named(explosion.name()));
        return over(Plan.Exploded.of(Plan.Project.of(plan, flat), place, explosion));
    }

    /** One more column, or one of that name replaced. */
    public RowStream withColumn(String name, Column column) {
        List<Expression> expressions = new ArrayList<>();
        boolean replaced = false;
        for (String existing : columns()) {
            boolean same = existing.equalsIgnoreCase(name);
            expressions.add(same ? column.as(existing).expression() : new Reference(existing));
            replaced |= same;
        }
        if (!replaced) {
            expressions.add(column.as(name).expression());
        }
        return computed(expressions);
    }

    /** A column under another name; unchanged if there is none of the old one. */
    public RowStream withColumnRenamed(String name, String newName) {
        if (schema().find(name).isEmpty()) {
            return this;
        }
        return over(Plan.Project.of(
                plan,
                columns().stream()
                        .map(each -> each.equalsIgnoreCase(name)
                                ? Functions.col(each).as(newName).expression()
                                : new Reference(each))
                        .toList()));
    }

    /** Without some columns; names that there are not are passed over. */
    public RowStream drop(String... names) {
        List<Expression> kept = columns().stream()
                .filter(each -> Arrays.stream(names).noneMatch(each::equalsIgnoreCase))
                .<Expression>map(Reference::new)
                .toList();
        return over(Plan.Project.of(plan, kept));
    }

    /** In groups of equal values. */
    public GroupedRows groupBy(String... columns) {
        return groupBy(Arrays.stream(columns).map(Functions::col).toArray(Column[]::new));
    }

    /** In groups of equal values, one of which may be a {@link Functions#window} or a {@link Functions#session_window}. Null is a value here. */
    public GroupedRows groupBy(Column... columns) {
        Plan grouped = plan;
        List<Expression> keys = new ArrayList<>();
        for (Column column : columns) {
            if (!(column.expression() instanceof Windowing window)) {
                keys.add(column.expression());
                continue;
            }
            if (grouped != plan) {
                throw new IllegalArgumentException("Cannot group by two windows: use one, and group the result again");
            }
            grouped = Plan.Windowed.of(plan, window);
            keys.add(new Reference(window.column()).named(window.name()));
        }
        return new GroupedRows(this, grouped, keys);
    }

    /** Aggregates of all rows. */
    public RowStream agg(Column first, Column... more) {
        return new GroupedRows(this, plan, List.of()).agg(first, more);
    }

    /** Says that rows come at most so much later than the latest before them, by a TIMESTAMP column: {@code "10 minutes"}. */
    public RowStream withWatermark(String column, String delay) {
        return withWatermark(column, Intervals.parse(delay));
    }

    /** Says that rows come at most so much later than the latest before them, by a TIMESTAMP column. */
    public RowStream withWatermark(String column, Duration delay) {
        Field field = schema().field(column);
        if (field.type() != SimpleType.TIMESTAMP) {
            throw new IllegalArgumentException("Cannot watermark column '" + column + "': it is "
                    + field.type().ddl() + ", and event times are TIMESTAMP. Use to_timestamp(..)");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException(
                    "Cannot watermark column '" + column + "' by " + delay + ": a delay is not negative");
        }
        return over(new Plan.Watermark(plan, field.name(), delay));
    }

    /** Of equal rows the first. */
    public RowStream distinct() {
        return dropDuplicates(columns().toArray(String[]::new));
    }

    /** Of rows with equal values in some columns the first; of all columns if none is named. */
    public RowStream dropDuplicates(String... columns) {
        return over(new Plan.Deduplicate(plan, keys(columns), false));
    }

    /**
     * Of rows with equal values in some columns the first, as far as the others come no later after it than the watermark's
     * delay: what is known of a row is forgotten when the watermark has passed its time by that much. Of all columns if none
     * is named.
     *
     * @throws IllegalArgumentException if these rows have an end
     */
    public RowStream dropDuplicatesWithinWatermark(String... columns) {
        if (!isStreaming()) {
            throw new IllegalArgumentException(
                    "dropDuplicatesWithinWatermark is not supported with rows that have an end: use dropDuplicates(..)");
        }
        return over(new Plan.Deduplicate(plan, keys(columns), true));
    }

    private List<String> keys(String... columns) {
        return columns.length == 0
                ? columns()
                : Arrays.stream(columns)
                        .map(name -> schema().field(name).name())
                        .toList();
    }

    /** The rows of both, column by column in their order; types that differ become the one that they have in common. */
    public RowStream union(RowStream other) {
        if (schema().size() != other.schema().size()) {
            throw new IllegalArgumentException("Cannot unite rows of " + schema().size() + " columns and "
                    + other.schema().size() + ": " + schema().columnsDdl() + "; "
                    + other.schema().columnsDdl());
        }
        plan.streams().stream().findFirst().map(StreamsBuilder::of).ifPresent(builder -> other.plan
                .streams()
                .forEach(builder::nodeOf));
        List<Expression> left = new ArrayList<>();
        List<Expression> right = new ArrayList<>();
        for (int column = 0; column < schema().size(); column++) {
            Field mine = schema().field(column);
            Field theirs = other.schema().field(column);
            left.add(inCommon(mine, mine, theirs));
            right.add(inCommon(theirs, mine, theirs));
        }
        Plan first = Plan.Project.of(plan, left);
        return over(new Plan.Union(first.schema().equals(schema()) ? plan : first, Plan.Project.of(other.plan, right)));
    }

    /** The column {@code of} one of two that are united, under the name of the first and in the type of both. */
    private static Expression inCommon(Field of, Field mine, Field theirs) {
        try {
            DataType type = CommonType.of(mine.type(), theirs.type());
            Column column = Functions.col(of.name());
            return (of.type().equals(type) ? column : column.cast(type))
                    .as(mine.name())
                    .expression();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Cannot unite column '" + mine.name() + "' with '" + theirs.name() + "': " + e.getMessage(), e);
        }
    }

    /** With the rows of {@code right} that have the same value in a column; others are left out. */
    public RowStream join(RowStream right, String column) {
        return join(right, List.of(column), "inner");
    }

    /**
     * With the rows of {@code right} that have the same values in some columns.
     *
     * @param right rows that have an end; read anew for every epoch
     * @param type {@code "inner"}, or {@code "left"}: rows without counterpart stay, with nulls
     */
    public RowStream join(RowStream right, List<String> columns, String type) {
        if (right.isStreaming()) {
            throw new IllegalArgumentException(
                    "Cannot join with a stream on the right: only with rows that have an end, from read()");
        }
        boolean keepsLeft =
                switch (type.toLowerCase(Locale.ROOT)) {
                    case "inner" -> false;
                    case "left", "left_outer", "leftouter" -> true;
                    default ->
                        throw new IllegalArgumentException(
                                "Cannot join by '" + type + "'" + NearName.hint(type, List.of("inner", "left")));
                };
        List<Field> fields = new ArrayList<>(schema().fields());
        for (String column : columns) {
            Field mine = schema().field(column);
            Field theirs = right.schema().field(column);
            if (!mine.type().equals(theirs.type())) {
                throw new IllegalArgumentException("Cannot join on column '" + column + "': it is "
                        + mine.type().ddl() + " on the left and "
                        + theirs.type().ddl() + " on the right");
            }
        }
        right.schema().fields().stream()
                .filter(field -> columns.stream().noneMatch(field.name()::equalsIgnoreCase))
                .forEach(fields::add);
        return over(new Plan.Join(plan, right.plan, List.copyOf(columns), keepsLeft, Schema.of(fields)));
    }

    /** Ordered by columns, from the least to the greatest. */
    public RowStream orderBy(String... columns) {
        return orderBy(Arrays.stream(columns).map(Functions::col).toArray(Column[]::new));
    }

    /** Ordered by columns; {@link Column#desc} turns one round. */
    public RowStream orderBy(Column... columns) {
        for (Column column : columns) {
            Bound bound = column.expression().bind(schema());
            Comparisons.order(bound.type(), bound.type());
        }
        return over(
                new Plan.Sort(plan, Arrays.stream(columns).map(Column::sortKey).toList()));
    }

    /** The first rows. */
    public RowStream limit(long count) {
        return over(new Plan.Limit(plan, count));
    }

    /**
     * All rows, now.
     *
     * @throws IllegalStateException if these rows have no end
     */
    public List<Row> collect() {
        if (isStreaming()) {
            throw new IllegalStateException(
                    "Queries with streaming sources must be executed with writeStream.start(): these rows have no end");
        }
        try {
            return new Batch(session.clock().nowMs()).all(Narrowing.of(plan));
        } catch (IOException e) {
            throw new StreamsException("Cannot read all rows: " + e.getMessage(), e);
        }
    }

    /** How many rows there are, now. */
    public long count() {
        return agg(Functions.count("*")).collect().get(0).getLong("count(1)");
    }

    /** The first rows, now. */
    public List<Row> take(long count) {
        return limit(count).collect();
    }

    /** Shows the first 20 rows as a table. */
    public void show() {
        show(20);
    }

    /** Shows the first rows as a table. */
    public void show(long count) {
        show(count, Terminal.out());
    }

    /** Shows the first rows as a table. */
    public void show(long count, PrintStream to) {
        to.print(RowTable.of(schema(), take(count), true));
    }

    /**
     * Writes all rows, now.
     *
     * @throws IllegalStateException if these rows have no end
     */
    public RowWriter write() {
        if (isStreaming()) {
            throw new IllegalStateException("Queries with streaming sources must be executed with writeStream.start()");
        }
        return new RowWriter(this);
    }

    /**
     * Writes rows as they come, by a query that runs on.
     *
     * @throws IllegalStateException if these rows have an end
     */
    public RowStreamWriter writeStream() {
        if (!isStreaming()) {
            throw new IllegalStateException(
                    "Queries without streaming sources cannot be executed with writeStream.start(): use write()");
        }
        return new RowStreamWriter(this);
    }

    /**
     * Takes these rows into a topology of the DSL, as records without keys.
     *
     * @param name what the names of their nodes begin with; they are durable, so it stays the same
     * @param mode which rows of a result leave at the end of an epoch
     * @throws IllegalStateException if these rows have an end
     * @throws dev.headrace.errors.InvalidOptionException if the mode has no meaning for them
     * @throws IllegalArgumentException if they are made of a stream of another builder
     */
    public KStream<Row, Row> toKStream(StreamsBuilder builder, String name, OutputMode mode) {
        if (!isStreaming()) {
            throw new IllegalStateException(
                    "Cannot make a KStream of rows that have an end: read them by readStream()");
        }
        OutputRule.check(plan, mode);
        return builder.stream(
                name,
                topology -> Translation.into(topology, name + "-", plan, mode, Stores::persistentKeyValueStore),
                streams());
    }

    /** The streams of the DSL that these rows are made of. */
    KStream<?, ?>[] streams() {
        return plan.streams().toArray(KStream<?, ?>[]::new);
    }

    /** As {@link #toKStream(StreamsBuilder, String, OutputMode)}, each row once. */
    public KStream<Row, Row> toKStream(StreamsBuilder builder, String name) {
        return toKStream(builder, name, OutputMode.APPEND);
    }

    @Override
    public String toString() {
        return (isStreaming() ? "stream of " : "rows of ") + schema().columnsDdl();
    }
}
