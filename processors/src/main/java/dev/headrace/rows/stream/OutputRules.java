package dev.headrace.rows.stream;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.plan.Plan;
import dev.headrace.streaming.OutputMode;
import java.util.ArrayList;
import java.util.List;

/** Which output modes have a meaning for which plans: Structured Streaming's rules. */
final class OutputRules {

    private OutputRules() {}

    /**
     * Refuses what has no meaning, before anything is made.
     *
     * @throws InvalidOptionException with the reason, and what to do
     */
    static void check(Plan plan, OutputMode mode) {
        List<Plan.Aggregate> aggregates = find(plan, Plan.Aggregate.class);
        if (aggregates.size() > 1) {
            throw refused(
                    "there are two aggregations, one over the other",
                    "Write the first to a place of its own, and read that by a second query");
        }
        if (mode == OutputMode.COMPLETE && aggregates.isEmpty()) {
            throw refused(
                    "complete output mode is not supported when there are no streaming aggregations: the whole result would"
                            + " be all rows that ever came",
                    "Use append");
        }
        if (mode == OutputMode.APPEND) {
            for (Plan.Aggregate aggregate : aggregates) {
                if (!GroupTimes.areEverOver(aggregate)) {
                    throw refused(
                            "append output mode is not supported for streaming aggregations without watermark: no group is"
                                    + " ever known to be final",
                            "Call withWatermark(..) and group by a window over that column, or use update or complete");
                }
            }
        }
        refuseUngrouped(plan);
        if (mode != OutputMode.COMPLETE) {
            if (!find(plan, Plan.Sort.class).isEmpty()) {
                throw refused(
                        "sorting is not supported on streams, unless of an aggregation in complete output mode",
                        "Use complete, or sort where the rows are read");
            }
            if (!find(plan, Plan.Limit.class).isEmpty()) {
                throw refused("limits are not supported on streams but in complete output mode", "Use complete");
            }
        }
        for (Plan.Deduplicate deduplicate : find(plan, Plan.Deduplicate.class)) {
            if (!find(deduplicate.of(), Plan.Aggregate.class).isEmpty()) {
                throw refused(
                        "duplicates are dropped of the result of an aggregation, whose rows change from epoch to epoch",
                        "Drop duplicates before you group");
            }
        }
        for (Plan.Union union : find(plan, Plan.Union.class)) {
            if (!union.first().isStreaming() || !union.second().isStreaming()) {
                throw refused("a stream and rows that have an end are united", "Read both by readStream()");
            }
        }
    }

    /** Each epoch has only its own rows to order and to cut, unless they are the whole result of an aggregation. */
    private static void refuseUngrouped(Plan plan) {
        List<Plan> whole = new ArrayList<>(find(plan, Plan.Sort.class));
        whole.addAll(find(plan, Plan.Limit.class));
        for (Plan step : whole) {
            if (find(step, Plan.Aggregate.class).isEmpty()) {
                throw refused(
                        "sorting and limits are not supported on streams, unless of an aggregation in complete output mode",
                        "Sort or limit where the rows are read");
            }
        }
    }

    private static InvalidOptionException refused(String reason, String advice) {
        return new InvalidOptionException("Cannot start the query: " + reason + ". " + advice);
    }

    private static <P extends Plan> List<P> find(Plan plan, Class<P> type) {
        List<P> found = new ArrayList<>();
        if (type.isInstance(plan)) {
            found.add(type.cast(plan));
        }
        plan.children().stream().filter(Plan::isStreaming).forEach(child -> found.addAll(find(child, type)));
        return found;
    }
}
