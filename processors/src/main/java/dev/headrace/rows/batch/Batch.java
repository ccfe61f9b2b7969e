package dev.headrace.rows.batch;

import dev.headrace.rows.aggregate.Grouping;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.plan.Plan;
import dev.headrace.rows.plan.SortKey;
import dev.headrace.rows.spi.RowReader;
import dev.headrace.rows.window.SessionKeys;
import dev.headrace.rows.window.Sessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of plans. Rows are pulled one by one; groups, sorted rows and the right side of a join are held in memory. */
public final class Batch {

    private final long nowMs;
    private final Opening opening = new Opening();

    /**
     * A batch.
     *
     * @param nowMs its time, in milliseconds since 1970
     */
    public Batch(long nowMs) {
        this.nowMs = nowMs;
    }

    /** Opens the rows of a plan. */
    public RowReader rows(Plan plan) throws IOException {
        return plan.accept(opening);
    }

    /** All rows of a plan. */
    public List<Row> all(Plan plan) throws IOException {
        List<Row> all = new ArrayList<>();
        try (RowReader rows = rows(plan)) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }

    /** The right side of a join, to look up. */
    public HashJoin hashJoin(Plan.Join join) throws IOException {
        return HashJoin.of(join, all(join.right()));
    }

    /** The values of some columns, of which those are equal that SQL takes for equal. */
    public static List<@Nullable Object> values(Row row, int[] places) {
        List<@Nullable Object> values = new ArrayList<>(places.length);
        for (int place : places) {
            values.add(Comparisons.normalized(row.get(place)));
        }
        return values;
    }

    /** Where columns stand. */
    public static int[] places(Schema schema, List<String> columns) {
        return columns.stream().mapToInt(schema::indexOf).toArray();
    }

    private List<Row> groups(Plan.Aggregate aggregate) throws IOException {
        Grouping grouping = aggregate.grouping();
        Map<Row, @Nullable Object[]> groups = new LinkedHashMap<>();
        try (RowReader rows = rows(aggregate.of())) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                grouping.add(groups.computeIfAbsent(grouping.key(row, nowMs), key -> grouping.begin()), row, nowMs);
            }
        }
        if (groups.isEmpty() && aggregate.keys().isEmpty()) {
            groups.put(Row.wrap(grouping.keySchema(), new Object[0]), grouping.begin());
        }
        List<Row> results = new ArrayList<>();
        groups.forEach((key, memory) -> results.add(grouping.result(key, memory)));
        return results;
    }

    private List<Row> sessions(Plan.Aggregate aggregate, SessionKeys keys) throws IOException {
        Grouping grouping = aggregate.grouping();
        Map<Row, Sessions> byRest = new LinkedHashMap<>();
        try (RowReader rows = rows(aggregate.of())) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                Row key = grouping.key(row, nowMs);
                @Nullable Object[] memory = grouping.begin();
                grouping.add(memory, row, nowMs);
                byRest.computeIfAbsent(keys.rest(key), any -> new Sessions(grouping))
                        .add(keys.session(key), memory);
            }
        }
        List<Row> results = new ArrayList<>();
        byRest.forEach((rest, sessions) -> sessions.all()
                .forEach(session -> results.add(grouping.result(keys.key(rest, session.window()), session.memory()))));
        return results;
    }

    private static RowReader held(List<Row> rows) {
        return new Rows(rows.iterator(), () -> {});
    }

    /** Makes some rows of one. */
    private interface Making {
        List<Row> of(Row row);
    }

    private interface Closing {
        void close() throws IOException;
    }

    private record Rows(Iterator<Row> rows, Closing closing) implements RowReader {

        @Override
        public @Nullable Row next() {
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public void close() throws IOException {
            closing.close();
        }
    }

    private static final class Mapped implements RowReader {

        private final RowReader rows;
        private final Making making;
        private Iterator<Row> made = List.<Row>of().iterator();

        private Mapped(RowReader rows, Making making) {
            this.rows = rows;
            this.making = making;
        }

        @Override
        public @Nullable Row next() throws IOException {
            while (!made.hasNext()) {
                Row row = rows.next();
                if (row == null) {
                    return null;
                }
                made = making.of(row).iterator();
            }
            return made.next();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    private static final class Limited implements RowReader {

        private final RowReader rows;
        private long left;

        private Limited(RowReader rows, long count) {
            this.rows = rows;
            this.left = count;
        }

        @Override
        public @Nullable Row next() throws IOException {
            return left-- > 0 ? rows.next() : null;
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    private final class Chained implements RowReader {

        private final Iterator<Plan> plans;
        private @Nullable RowReader open;

        private Chained(Iterator<Plan> plans) {
            this.plans = plans;
        }

        @Override
        public @Nullable Row next() throws IOException {
            while (true) {
                if (open == null) {
                    if (!plans.hasNext()) {
                        return null;
                    }
                    open = rows(plans.next());
                }
                Row row = open.next();
                if (row != null) {
                    return row;
                }
                close();
            }
        }

        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }

    /** The rows of the right side by the values that they are joined on. */
    public static final class HashJoin {

        private final Plan.Join join;
        private final int[] leftPlaces;
        private final int[] rightExtra;
        private final Map<List<@Nullable Object>, List<Row>> byKey = new HashMap<>();

        private HashJoin(Plan.Join join) {
            this.join = join;
            this.leftPlaces = places(join.left().schema(), join.columns());
            this.rightExtra = join.right().schema().names().stream()
                    .filter(name -> join.columns().stream().noneMatch(name::equalsIgnoreCase))
                    .mapToInt(join.right().schema()::indexOf)
                    .toArray();
        }

        private static HashJoin of(Plan.Join join, List<Row> right) {
            HashJoin table = new HashJoin(join);
            int[] rightPlaces = places(join.right().schema(), join.columns());
            for (Row row : right) {
                List<@Nullable Object> key = values(row, rightPlaces);
                if (!key.contains(null)) {
                    table.byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
                }
            }
            return table;
        }

        /** What becomes of a row of the left side. */
        public List<Row> of(Row left) {
            List<Row> matches = byKey.getOrDefault(values(left, leftPlaces), List.of());
            if (matches.isEmpty()) {
                return join.keepsLeft() ? List.of(joined(left, null)) : List.of();
            }
            return matches.stream().map(right -> joined(left, right)).toList();
        }

        private Row joined(Row left, @Nullable Row right) {
            @Nullable
            Object[] values = left.values().toArray(new Object[join.schema().size()]);
            for (int index = 0; index < rightExtra.length; index++) {
                values[left.size() + index] = right == null ? null : right.get(rightExtra[index]);
            }
            return Row.wrap(join.schema(), values);
        }
    }

    private final class Opening implements Plan.Visitor<RowReader, IOException> {

        @Override
        public RowReader scan(Plan.Scan scan) throws IOException {
            return scan.input().rows();
        }

        @Override
        public RowReader local(Plan.Local local) throws IOException {
            return new Rows(local.rows().iterator(), () -> {});
        }

        @Override
        public RowReader filter(Plan.Filter filter) throws IOException {
            RowReader rows = rows(filter.of());
            return new Mapped(rows, row -> filter.bound().isTrue(row, nowMs) ? List.of(row) : List.of());
        }

        @Override
        public RowReader project(Plan.Project project) throws IOException {
            return new Mapped(rows(project.of()), row -> List.of(project.of(row, nowMs)));
        }

        @Override
        public RowReader watermark(Plan.Watermark watermark) throws IOException {
            return rows(watermark.of());
        }

        @Override
        public RowReader windowed(Plan.Windowed windowed) throws IOException {
            return new Mapped(rows(windowed.of()), row -> windowed.of(row, nowMs));
        }

        @Override
        public RowReader exploded(Plan.Exploded exploded) throws IOException {
            return new Mapped(rows(exploded.of()), exploded::of);
        }

        @Override
        public RowReader aggregate(Plan.Aggregate aggregate) throws IOException {
            return held(
                    aggregate.sessions().isPresent()
                            ? sessions(aggregate, aggregate.sessions().get())
                            : groups(aggregate));
        }

        @Override
        public RowReader deduplicate(Plan.Deduplicate deduplicate) throws IOException {
            Set<List<@Nullable Object>> seen = new HashSet<>();
            int[] places = places(deduplicate.schema(), deduplicate.columns());
            return new Mapped(rows(deduplicate.of()), row -> seen.add(values(row, places)) ? List.of(row) : List.of());
        }

        @Override
        public RowReader union(Plan.Union union) throws IOException {
            return new Chained(List.of(union.first(), union.second()).iterator());
        }

        @Override
        public RowReader join(Plan.Join join) throws IOException {
            HashJoin table = hashJoin(join);
            return new Mapped(rows(join.left()), table::of);
        }

        @Override
        public RowReader sort(Plan.Sort sort) throws IOException {
            List<Row> all = all(sort.of());
            all.sort(SortKey.order(sort.schema(), sort.keys()));
            return held(all);
        }

        @Override
        public RowReader records(Plan.Records records) {
            throw new IllegalStateException("Rows of a stream are no batch: " + records.node());
        }

        @Override
        public RowReader limit(Plan.Limit limit) throws IOException {
            return new Limited(rows(limit.of()), limit.count());
        }
    }
}
