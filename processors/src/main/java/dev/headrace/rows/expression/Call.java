package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Schema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function of other expressions.
 *
 * @param function what it is called
 * @param shown how it is shown, and a column of it called
 * @param binding settles it for types of arguments
 */
public record Call(String function, String shown, List<Expression> arguments, Binding binding) implements Expression {

    public Call {
        arguments = List.copyOf(arguments);
    }

    /** A call that is shown as {@code function(a, b)}. */
    public static Call of(String function, List<Expression> arguments, Binding binding) {
        return new Call(
                function,
                function + arguments.stream().map(Expression::name).collect(Collectors.joining(", ", "(", ")")),
                arguments,
                binding);
    }

    /** A call that is shown as {@code (a operator b)}. */
    public static Call between(String operator, Expression left, Expression right, Binding binding) {
        return new Call(
                operator, "(" + left.name() + " " + operator + " " + right.name() + ")", List.of(left, right), binding);
    }

    /** Settles a function for the types of its arguments. */
    @FunctionalInterface
    public interface Binding {

        /**
         * The bound call.
         *
         * @throws IllegalArgumentException if it does not take such arguments; the message is a reason that follows a colon
         */
        Bound bind(List<Bound> arguments);
    }

    /** A function of values. */
    @FunctionalInterface
    public interface OfOne {
        @Nullable
        Object of(Object value);
    }

    /** A function of two values. */
    @FunctionalInterface
    public interface OfTwo {
        @Nullable
        Object of(Object left, Object right);
    }

    /** Null where the argument is null. */
    public static Bound strict(DataType type, Bound argument, OfOne function) {
        return new Bound(type, (row, nowMs) -> {
            Object value = argument.of(row, nowMs);
            return value == null ? null : function.of(value);
        });
    }

    /** Null where an argument is null. */
    public static Bound strict(DataType type, Bound left, Bound right, OfTwo function) {
        return new Bound(type, (row, nowMs) -> {
            Object one = left.of(row, nowMs);
            if (one == null) {
                return null;
            }
            Object other = right.of(row, nowMs);
            return other == null ? null : function.of(one, other);
        });
    }

    @Override
    public String name() {
        return shown;
    }

    /** How it is shown, unless an argument has an alias, which hides what it is. */
    @Override
    public String meaning() {
        List<String> meanings = arguments.stream().map(Expression::meaning).toList();
        return meanings.equals(arguments.stream().map(Expression::name).toList()) ? shown : shown + " of " + meanings;
    }

    @Override
    public Set<String> references() {
        Set<String> references = new TreeSet<>();
        arguments.forEach(argument -> references.addAll(argument.references()));
        return references;
    }

    @Override
    public Bound bind(Schema schema) {
        List<Bound> bound =
                arguments.stream().map(argument -> argument.bind(schema)).toList();
        Bound call;
        try {
            call = binding.bind(bound);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Cannot compute " + shown + ": " + e.getMessage(), e);
        }
        return new Bound(call.type(), (row, nowMs) -> {
            try {
                return call.of(row, nowMs);
            } catch (ArithmeticException e) {
                throw new ArithmeticException("Cannot compute " + shown + ": " + e.getMessage());
            }
        });
    }
}
