package dev.headrace.rows.expression;

import dev.headrace.rows.spi.Predicate;
import dev.headrace.rows.spi.Predicate.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions in the words that formats of files understand, as far as they can be said in them. */
public final class Predicates {

    private Predicates() {}

    /** A predicate that is true wherever {@code condition} is, if there is one that says anything. */
    public static Optional<Predicate> of(Expression condition) {
        if (!(condition instanceof Call call)) {
            return Optional.empty();
        }
        return switch (call.function()) {
            case "AND" -> and(of(call.arguments().get(0)), of(call.arguments().get(1)));
            case "OR" ->
                of(call.arguments().get(0))
                        .flatMap(left -> of(call.arguments().get(1)).map(right -> new Predicate.Or(left, right)));
            case "=" -> compared(call, Comparison.EQUAL, Comparison.EQUAL);
            case "<" -> compared(call, Comparison.LESS, Comparison.GREATER);
            case "<=" -> compared(call, Comparison.LESS_OR_EQUAL, Comparison.GREATER_OR_EQUAL);
            case ">" -> compared(call, Comparison.GREATER, Comparison.LESS);
            case ">=" -> compared(call, Comparison.GREATER_OR_EQUAL, Comparison.LESS_OR_EQUAL);
            case "in" -> in(call);
            case "isnotnull" ->
                call.arguments().get(0) instanceof Reference column
                        ? Optional.of(new Predicate.IsNotNull(column.path()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Predicate> and(Optional<Predicate> left, Optional<Predicate> right) {
        if (left.isPresent() && right.isPresent()) {
            return Optional.of(new Predicate.And(left.get(), right.get()));
        }
        return left.isPresent() ? left : right;
    }

    private static Optional<Predicate> compared(Call call, Comparison comparison, Comparison turned) {
        Expression left = call.arguments().get(0);
        Expression right = call.arguments().get(1);
        if (left instanceof Reference column && right instanceof Literal literal && literal.value() != null) {
            return Optional.of(new Predicate.Compare(column.path(), comparison, literal.value()));
        }
        if (right instanceof Reference column && left instanceof Literal literal && literal.value() != null) {
            return Optional.of(new Predicate.Compare(column.path(), turned, literal.value()));
        }
        return Optional.empty();
    }

    private static Optional<Predicate> in(Call call) {
        if (!(call.arguments().get(0) instanceof Reference column)) {
            return Optional.empty();
        }
        List<Object> literals = new ArrayList<>();
        for (Expression choice : call.arguments().subList(1, call.arguments().size())) {
            if (!(choice instanceof Literal literal)) {
                return Optional.empty();
            }
            if (literal.value() != null) {
                literals.add(literal.value());
            }
        }
        return Optional.of(new Predicate.In(column.path(), literals));
    }
}
