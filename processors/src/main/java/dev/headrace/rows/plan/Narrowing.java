package dev.headrace.rows.plan;

import dev.headrace.rows.aggregate.AggregateCall;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.expression.Predicates;
import dev.headrace.rows.spi.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes scans read less: only the columns, and fields of structs, that something is computed of, and, where a filter stands
 * right behind them, only what may satisfy it. Filters stay where they are, since a scan takes them as advice.
 */
public final class Narrowing {

    private Narrowing() {}

    /** The same rows, of narrower scans. */
    public static Plan of(Plan plan) {
        return narrowed(plan, all(plan.schema()), List.of());
    }

    private static Set<String> all(Schema schema) {
        return new TreeSet<>(schema.names());
    }

    private static Plan narrowed(Plan plan, Set<String> needed, List<Predicate> advice) {
        return plan.accept(new Need(needed, advice));
    }

    /**
     * Narrows a plan to what is needed of it.
     *
     * @param needed the columns
     * @param advice rows that do not satisfy it are not
     */
    private record Need(Set<String> needed, List<Predicate> advice) implements Plan.Visitor<Plan, RuntimeException> {

        @Override
        public Plan scan(Plan.Scan scan) {
            Schema wanted = part(scan.schema(), needed, "");
            return new Plan.Scan(scan.name(), scan.input().narrowed(wanted, advice), scan.isStreaming());
        }

        @Override
        public Plan local(Plan.Local local) {
            return local;
        }

        @Override
        public Plan records(Plan.Records records) {
            return records;
        }

        @Override
        public Plan filter(Plan.Filter filter) {
            List<Predicate> more = new ArrayList<>(advice);
            Predicates.of(filter.condition()).ifPresent(more::add);
            Plan of = narrowed(filter.of(), with(needed, filter.condition().references()), more);
            return Plan.Filter.of(of, filter.condition());
        }

        @Override
        public Plan project(Plan.Project project) {
            List<Expression> kept = project.columns();
            return Plan.Project.of(narrowed(project.of(), references(kept), List.of()), kept);
        }

        @Override
        public Plan watermark(Plan.Watermark watermark) {
            // What a filter behind it leaves out counts for the time of a stream.
            List<Predicate> below = watermark.isStreaming() ? List.of() : advice;
            return new Plan.Watermark(
                    narrowed(watermark.of(), with(needed, Set.of(watermark.column())), below),
                    watermark.column(),
                    watermark.delay());
        }

        @Override
        public Plan windowed(Plan.Windowed windowed) {
            Set<String> read = with(needed, windowed.windowing().references());
            return Plan.Windowed.of(narrowed(windowed.of(), read, List.of()), windowed.windowing());
        }

        @Override
        public Plan exploded(Plan.Exploded exploded) {
            return Plan.Exploded.of(whole(exploded.of()), exploded.place(), exploded.explosion());
        }

        @Override
        public Plan aggregate(Plan.Aggregate aggregate) {
            Set<String> read = references(aggregate.keys());
            for (AggregateCall call : aggregate.aggregates()) {
                read.addAll(call.references());
            }
            return Plan.Aggregate.of(
                    narrowed(aggregate.of(), read, List.of()), aggregate.keys(), aggregate.aggregates());
        }

        @Override
        public Plan deduplicate(Plan.Deduplicate deduplicate) {
            return new Plan.Deduplicate(
                    narrowed(deduplicate.of(), with(needed, Set.copyOf(deduplicate.columns())), List.of()),
                    deduplicate.columns(),
                    deduplicate.withinWatermark());
        }

        @Override
        public Plan union(Plan.Union union) {
            return new Plan.Union(whole(union.first()), whole(union.second()));
        }

        @Override
        public Plan join(Plan.Join join) {
            return new Plan.Join(
                    whole(join.left()), whole(join.right()), join.columns(), join.keepsLeft(), join.schema());
        }

        @Override
        public Plan sort(Plan.Sort sort) {
            Set<String> read = new TreeSet<>(needed);
            sort.keys().forEach(key -> read.addAll(key.of().references()));
            return new Plan.Sort(narrowed(sort.of(), read, List.of()), sort.keys());
        }

        @Override
        public Plan limit(Plan.Limit limit) {
            return new Plan.Limit(narrowed(limit.of(), needed, List.of()), limit.count());
        }
    }

    private static Plan whole(Plan plan) {
        return narrowed(plan, all(plan.schema()), List.of());
    }

    private static Set<String> references(List<? extends Expression> expressions) {
        Set<String> references = new TreeSet<>();
        expressions.forEach(expression -> references.addAll(expression.references()));
        return references;
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    /** What of a schema is needed; something at least, since rows are counted too. */
    private static Schema part(Schema schema, Set<String> needed, String prefix) {
        List<Field> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            String path = lower(prefix + field.name());
            if (needed.stream().anyMatch(each -> lower(each).equals(path))) {
                fields.add(field);
            } else if (needed.stream().anyMatch(each -> lower(each).startsWith(path + "."))) {
                DataType type = field.type() instanceof Schema struct
                        ? part(struct, needed, prefix + field.name() + ".")
                        : field.type();
                fields.add(new Field(field.name(), type, field.nullable()));
            }
        }
        return fields.isEmpty() && schema.size() > 0 ? Schema.of(schema.field(0)) : Schema.of(fields);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
