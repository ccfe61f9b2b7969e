package dev.headrace.rows.stream;

import dev.headrace.rows.expression.Alias;
import dev.headrace.rows.expression.Expression;
import dev.headrace.rows.expression.Reference;
import dev.headrace.rows.plan.Plan;
import java.util.Optional;

/** Finds out by what watermark groups and keys are over. */
final class GroupTimes {

    private GroupTimes() {}

    /** Whether groups are ever known to be over. */
    static boolean areEverOver(Plan.Aggregate aggregate) {
        return aggregate.keys().stream()
                .anyMatch(key -> isWindowOverWatermark(key, aggregate.of()) || isWatermarked(key, aggregate.of()));
    }

    /** Of groups by a window over a watermarked column, or by such a column itself. */
    static GroupTime of(Plan.Aggregate aggregate) {
        for (int key = 0; key < aggregate.keys().size(); key++) {
            Expression expression = aggregate.keys().get(key);
            if (isWindowOverWatermark(expression, aggregate.of())) {
                return GroupTime.ofWindow(key);
            }
            if (isWatermarked(expression, aggregate.of())) {
                return GroupTime.ofTime(key);
            }
        }
        return GroupTime.none();
    }

    /** Of keys with a watermarked column among them. */
    static GroupTime of(Plan.Deduplicate deduplicate) {
        for (int column = 0; column < deduplicate.columns().size(); column++) {
            if (isWatermarked(new Reference(deduplicate.columns().get(column)), deduplicate.of())) {
                return GroupTime.ofTime(column);
            }
        }
        return GroupTime.none();
    }

    private static boolean isWindowOverWatermark(Expression key, Plan plan) {
        return plan instanceof Plan.Windowed windowed
                && key instanceof Reference reference
                && reference
                        .path()
                        .equals(windowed.schema()
                                .field(windowed.schema().size() - 1)
                                .name())
                && isWatermarked(windowed.time(), windowed.of());
    }

    private static boolean isWatermarked(Expression column, Plan plan) {
        return column instanceof Reference reference && isWatermarked(reference.path(), plan);
    }

    /** Follows a column back to where it was watermarked, under whatever names. */
    private static boolean isWatermarked(String column, Plan plan) {
        if (plan instanceof Plan.Watermark watermark && watermark.column().equalsIgnoreCase(column)) {
            return true;
        }
        if (plan instanceof Plan.Project project) {
            return origin(column, project)
                    .map(name -> isWatermarked(name, project.of()))
                    .orElse(false);
        }
        return !(plan instanceof Plan.Aggregate)
                && plan.children().stream()
                        .filter(child -> child.schema().find(column).isPresent())
                        .anyMatch(child -> isWatermarked(column, child));
    }

    private static Optional<String> origin(String column, Plan.Project project) {
        return project.columns().stream()
                .filter(each -> each.name().equalsIgnoreCase(column))
                .findFirst()
                .map(GroupTimes::unnamed)
                .filter(Reference.class::isInstance)
                .map(each -> ((Reference) each).path());
    }

    private static Expression unnamed(Expression expression) {
        return expression instanceof Alias alias ? unnamed(alias.of()) : expression;
    }
}
