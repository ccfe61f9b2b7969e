package dev.headrace.rows;

import dev.headrace.rows.aggregate.AggregateCall;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.plan.Plan;

/** Plans in words, a line for each step. */
final class PlanText {

    private PlanText() {}

    static String of(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return (scan.isStreaming() ? "Stream " : "Scan ") + scan.input().describe() + " ["
                    + scan.schema().columnsDdl() + "]";
        }
        if (plan instanceof Plan.Records records) {
            return "Stream " + records.node() + " [" + records.schema().columnsDdl() + "]";
        }
        if (plan instanceof Plan.Local local) {
            return "Local " + local.rows().size() + " rows";
        }
        if (plan instanceof Plan.Filter filter) {
            return "Filter " + filter.condition().name();
        }
        if (plan instanceof Plan.Project project) {
            return "Project " + project.columns().stream().map(Expression::name).toList();
        }
        if (plan instanceof Plan.Watermark watermark) {
            return "Watermark " + watermark.column() + " - " + watermark.delay();
        }
        if (plan instanceof Plan.Windowed windowed) {
            return "Window " + windowed.windowing().time().name() + " "
                    + windowed.windowing().windows();
        }
        if (plan instanceof Plan.Exploded exploded) {
            return "Explode " + exploded.of().schema().field(exploded.place()).name();
        }
        if (plan instanceof Plan.Aggregate aggregate) {
            return "Aggregate by "
                    + aggregate.keys().stream().map(Expression::name).toList() + ": "
                    + aggregate.aggregates().stream().map(AggregateCall::name).toList();
        }
        if (plan instanceof Plan.Deduplicate deduplicate) {
            return "Deduplicate by " + deduplicate.columns()
                    + (deduplicate.withinWatermark() ? " within the watermark" : "");
        }
        if (plan instanceof Plan.Union) {
            return "Union";
        }
        if (plan instanceof Plan.Join join) {
            return (join.keepsLeft() ? "Left join on " : "Join on ") + join.columns();
        }
        if (plan instanceof Plan.Sort sort) {
            return "Sort by " + sort.keys().stream().map(key -> key.of().name()).toList();
        }
        return "Limit " + ((Plan.Limit) plan).count();
    }
}
