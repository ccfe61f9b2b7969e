package dev.headrace.rows.stream;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.plan.Plan;
import dev.headrace.streaming.OutputMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What each output mode means for which queries: Structured Streaming's rules, as far as Headrace does not go past them. A query
 * is held against every rule that applies to it. {@code docs/output-modes.md} shows this table.
 */
public enum OutputRule {
    ROWS(
            "filters, columns, `explode`, `union`, joins with rows that have an end",
            plan -> !has(plan, Plan.Aggregate.class) && !has(plan, Plan.Deduplicate.class) && !isCutOrSorted(plan),
            rows("each row"),
            rows("each row"),
            Answers.WITHOUT_GROUPS),
    DUPLICATES(
            "`dropDuplicates`, `dropDuplicatesWithinWatermark`",
            plan -> has(plan, Plan.Deduplicate.class) && !has(plan, Plan.Aggregate.class),
            rows("the first row of each key"),
            rows("the first row of each key"),
            Answers.WITHOUT_GROUPS),
    UNKNOWN_LIFETIME(
            "`dropDuplicatesWithinWatermark` without `withWatermark`",
            plan -> find(plan, Plan.Deduplicate.class).stream()
                    .anyMatch(each -> each.withinWatermark()
                            && EventTimes.withinWatermark(each).isEmpty()),
            Answers.UNKNOWN_LIFETIME,
            Answers.UNKNOWN_LIFETIME,
            Answers.UNKNOWN_LIFETIME),
    FINAL_GROUPS(
            "groups by a window over a watermarked column, or by that column",
            plan -> hasGroups(plan, each -> each.sessions().isEmpty() && EventTimes.areEverOver(each)),
            rows("each group once, when the watermark has passed its end"),
            rows("groups that changed; those that are over are forgotten"),
            rows("all groups; none is ever forgotten, late rows count")),
    OPEN_GROUPS(
            "groups otherwise",
            plan -> hasGroups(plan, each -> each.sessions().isEmpty() && !EventTimes.areEverOver(each)),
            Answers.NEVER_FINAL,
            rows("groups that changed"),
            rows("all groups")),
    FINAL_SESSIONS(
            "groups by `session_window` over a watermarked column",
            plan -> hasGroups(plan, each -> each.sessions().isPresent() && EventTimes.areEverOver(each)),
            rows("each session once, when the watermark has passed its end"),
            Answers.SESSION_UPDATES,
            rows("all sessions; none is ever forgotten, late rows count")),
    OPEN_SESSIONS(
            "groups by `session_window` otherwise",
            plan -> hasGroups(plan, each -> each.sessions().isPresent() && !EventTimes.areEverOver(each)),
            Answers.NEVER_FINAL,
            Answers.SESSION_UPDATES,
            rows("all sessions")),
    GROUPS_OF_GROUPS(
            "groups of groups",
            plan -> hasGroups(plan, each -> has(each.of(), Plan.Aggregate.class)),
            rows("what the outer ones mean"),
            Answers.CHANGING_INPUT,
            Answers.CHANGING_INPUT),
    DUPLICATES_OF_GROUPS(
            "`dropDuplicates` of groups",
            plan -> find(plan, Plan.Deduplicate.class).stream().anyMatch(each -> has(each.of(), Plan.Aggregate.class)),
            rows("the first row of each key"),
            Answers.CHANGING_INPUT,
            Answers.CHANGING_INPUT),
    ORDERED_GROUPS(
            "`orderBy`, `limit` of groups",
            plan -> isCutOrSorted(plan) && !isOfRows(plan),
            Answers.NOT_WHOLE,
            Answers.NOT_WHOLE,
            rows("the whole result, ordered and cut")),
    ORDERED_ROWS(
            "`orderBy`, `limit` of anything else",
            OutputRule::isOfRows,
            Answers.NOT_WHOLE,
            Answers.NOT_WHOLE,
            Answers.NOT_WHOLE),
    MIXED_UNION(
            "`union` of a stream and rows that have an end",
            plan -> find(plan, Plan.Union.class).stream()
                    .anyMatch(each ->
                            !each.first().isStreaming() || !each.second().isStreaming()),
            Answers.MIXED_UNION,
            Answers.MIXED_UNION,
            Answers.MIXED_UNION);

    private final String queries;
    private final Predicate<Plan> application;
    private final Answer append;
    private final Answer update;
    private final Answer complete;

    OutputRule(String queries, Predicate<Plan> application, Answer append, Answer update, Answer complete) {
        this.queries = queries;
        this.application = application;
        this.append = append;
        this.update = update;
        this.complete = complete;
    }

    /**
     * What a mode means.
     *
     * @param text which rows are written; or, where it is refused, why
     * @param advice what to do instead; null where the mode has a meaning
     */
    public record Answer(String text, @Nullable String advice) {

        /** Whether the mode has no meaning. */
        public boolean isRefusal() {
            return advice != null;
        }
    }

    private static Answer rows(String written) {
        return new Answer(written, null);
    }

    /** The refusals, each of which several rules give. */
    private static final class Answers {

        private static final Answer WITHOUT_GROUPS = new Answer(
                "complete output mode is not supported when there are no streaming aggregations: the whole result would be all"
                        + " rows that ever came",
                "Use append");
        private static final Answer NEVER_FINAL = new Answer(
                "append output mode is not supported for streaming aggregations without watermark: no group is ever known to be"
                        + " final",
                "Call withWatermark(..) and group by a window over that column, or use another mode");
        private static final Answer SESSION_UPDATES = new Answer(
                "update output mode is not supported for session windows: a session that became part of another would have to be"
                        + " taken back",
                "Use append with a watermark, or complete");
        private static final Answer CHANGING_INPUT = new Answer(
                "the rows of a streaming aggregation change from epoch to epoch, and something is computed of them that cannot"
                        + " take them back",
                "Use append with a watermark, or write the first result to a place of its own, and read that by a second query");
        private static final Answer NOT_WHOLE = new Answer(
                "sorting and limits are not supported on streams, unless of an aggregation in complete output mode: an epoch has"
                        + " only its own rows to order and to cut",
                "Use complete, or sort and limit where the rows are read");
        private static final Answer MIXED_UNION =
                new Answer("a stream and rows that have an end are united", "Read both by readStream()");
        private static final Answer UNKNOWN_LIFETIME = new Answer(
                "dropDuplicatesWithinWatermark is not supported without a watermark: nothing tells when a row may be forgotten",
                "Call withWatermark(..) before, or use dropDuplicates(..)");
    }

    /** The queries that it is about, in words. */
    public String queries() {
        return queries;
    }

    /** Whether it is about a query. */
    public boolean appliesTo(Plan plan) {
        return application.test(plan);
    }

    /** What a mode means for them. */
    public Answer answer(OutputMode mode) {
        return switch (mode) {
            case APPEND -> append;
            case UPDATE -> update;
            case COMPLETE -> complete;
        };
    }

    /**
     * Refuses what has no meaning, before anything is made.
     *
     * @throws InvalidOptionException with the reason, and what to do
     */
    public static void check(Plan plan, OutputMode mode) {
        for (OutputRule rule : values()) {
            Answer answer = rule.answer(mode);
            if (answer.isRefusal() && rule.appliesTo(plan)) {
                throw new InvalidOptionException("Cannot start the query: " + answer.text() + ". " + answer.advice());
            }
        }
    }

    private static boolean isCutOrSorted(Plan plan) {
        return has(plan, Plan.Sort.class) || has(plan, Plan.Limit.class);
    }

    /** Whether something other than groups is sorted or cut. */
    private static boolean isOfRows(Plan plan) {
        List<Plan> steps = new ArrayList<>(find(plan, Plan.Sort.class));
        steps.addAll(find(plan, Plan.Limit.class));
        return steps.stream().anyMatch(step -> !has(step, Plan.Aggregate.class));
    }

    private static boolean hasGroups(Plan plan, Predicate<Plan.Aggregate> which) {
        return find(plan, Plan.Aggregate.class).stream().anyMatch(which);
    }

    private static boolean has(Plan plan, Class<? extends Plan> type) {
        return !find(plan, type).isEmpty();
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
