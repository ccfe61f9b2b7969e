package dev.headrace.rows;

import dev.headrace.rows.aggregate.AggregateCall;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.plan.Plan;

/** Plans in words, a line for each step. */
final class PlanText implements Plan.Visitor<String, RuntimeException> {

    private PlanText() {}

    static String of(Plan plan) {
        return plan.accept(new PlanText());
    }

    @Override
    public String scan(Plan.Scan scan) {
        return (scan.isStreaming() ? "Stream " : "Scan ") + scan.input().describe() + " ["
                + scan.schema().columnsDdl() + "]";
    }

    @Override
    public String records(Plan.Records records) {
        return "Stream " + records.node() + " [" + records.schema().columnsDdl() + "]";
    }

    @Override
    public String local(Plan.Local local) {
        return "Local " + local.rows().size() + " rows";
    }

    @Override
    public String filter(Plan.Filter filter) {
        return "Filter " + filter.condition().name();
    }

    @Override
    public String project(Plan.Project project) {
        return "Project " + project.columns().stream().map(Expression::name).toList();
    }

    @Override
    public String watermark(Plan.Watermark watermark) {
        return "Watermark " + watermark.column() + " - " + watermark.delay();
    }

    @Override
    public String windowed(Plan.Windowed windowed) {
        return "Window " + windowed.windowing().time().name() + " "
                + windowed.windowing().windows();
    }

    @Override
    public String exploded(Plan.Exploded exploded) {
        return "Explode " + exploded.of().schema().field(exploded.place()).name();
    }

    @Override
    public String aggregate(Plan.Aggregate aggregate) {
        return "Aggregate by "
                + aggregate.keys().stream().map(Expression::name).toList() + ": "
                + aggregate.aggregates().stream().map(AggregateCall::name).toList();
    }

    @Override
    public String deduplicate(Plan.Deduplicate deduplicate) {
        return "Deduplicate by " + deduplicate.columns()
                + (deduplicate.withinWatermark() ? " within the watermark" : "");
    }

    @Override
    public String union(Plan.Union union) {
        return "Union";
    }

    @Override
    public String join(Plan.Join join) {
        return (join.keepsLeft() ? "Left join on " : "Join on ") + join.columns();
    }

    @Override
    public String sort(Plan.Sort sort) {
        return "Sort by " + sort.keys().stream().map(key -> key.of().name()).toList();
    }

    @Override
    public String limit(Plan.Limit limit) {
        return "Limit " + limit.count();
    }
}
