package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Comparisons and the logic of three values: true, false, and null for unknown. */
public final class Comparisons {

    private Comparisons() {}

    /** A comparison of values that can be ordered. */
    public static Call of(String operator, Expression left, Expression right, IntPredicate holds) {
        return Call.between(operator, left, right, arguments -> {
            Order order = order(arguments.get(0).type(), arguments.get(1).type());
            return Call.strict(
                    SimpleType.BOOLEAN,
                    arguments.get(0),
                    arguments.get(1),
                    (one, other) -> holds.test(order.compare(one, other)));
        });
    }

    /** Equality for which null equals null. */
    public static Call nullSafe(Expression left, Expression right) {
        return Call.between("<=>", left, right, arguments -> {
            Bound one = arguments.get(0);
            Bound other = arguments.get(1);
            Order order = order(one.type(), other.type());
            return new Bound(SimpleType.BOOLEAN, (row, nowMs) -> {
                Object a = one.of(row, nowMs);
                Object b = other.of(row, nowMs);
                return (a == null || b == null) ? a == b : order.compare(a, b) == 0;
            });
        });
    }

    /** Whether a value is one of some; unknown where it is not, and a null is among them. */
    public static Call in(Expression value, List<Expression> choices) {
        List<Expression> arguments = new ArrayList<>(choices);
        arguments.add(0, value);
        return new Call(
                "in",
                "(" + value.name() + " IN ("
                        + String.join(
                                ", ", choices.stream().map(Expression::name).toList()) + "))",
                arguments,
                bound -> {
                    List<Order> orders = bound.subList(1, bound.size()).stream()
                            .map(choice -> order(bound.get(0).type(), choice.type()))
                            .toList();
                    return new Bound(SimpleType.BOOLEAN, (row, nowMs) -> {
                        Object wanted = bound.get(0).of(row, nowMs);
                        if (wanted == null) {
                            return null;
                        }
                        boolean unknown = false;
                        for (int choice = 1; choice < bound.size(); choice++) {
                            Object one = bound.get(choice).of(row, nowMs);
                            if (one == null) {
                                unknown = true;
                            } else if (orders.get(choice - 1).compare(wanted, one) == 0) {
                                return true;
                            }
                        }
                        return unknown ? null : false;
                    });
                });
    }

    /** False where one is false, else null where one is null. */
    public static Call and(Expression left, Expression right) {
        return Call.between("AND", left, right, arguments -> logic(arguments, false));
    }

    /** True where one is true, else null where one is null. */
    public static Call or(Expression left, Expression right) {
        return Call.between("OR", left, right, arguments -> logic(arguments, true));
    }

    private static Bound logic(List<Bound> arguments, boolean decisive) {
        arguments.forEach(Comparisons::requireTruth);
        Bound left = arguments.get(0);
        Bound right = arguments.get(1);
        return new Bound(SimpleType.BOOLEAN, (row, nowMs) -> {
            Object one = left.of(row, nowMs);
            if (one != null && (Boolean) one == decisive) {
                return decisive;
            }
            Object other = right.of(row, nowMs);
            if (other != null && (Boolean) other == decisive) {
                return decisive;
            }
            return (one == null || other == null) ? null : !decisive;
        });
    }

    /** Null where it is null. */
    public static Call not(Expression of) {
        return new Call("NOT", "(NOT " + of.name() + ")", List.of(of), arguments -> {
            requireTruth(arguments.get(0));
            return Call.strict(SimpleType.BOOLEAN, arguments.get(0), value -> !(Boolean) value);
        });
    }

    /** Whether a value is null; never null itself. */
    public static Call isNull(Expression of, boolean isNull) {
        String shown = "(" + of.name() + (isNull ? " IS NULL)" : " IS NOT NULL)");
        return new Call(
                isNull ? "isnull" : "isnotnull",
                shown,
                List.of(of),
                arguments -> new Bound(
                        SimpleType.BOOLEAN, (row, nowMs) -> (arguments.get(0).of(row, nowMs) == null) == isNull));
    }

    /**
     * Refuses what is neither true nor false.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void requireTruth(Bound condition) {
        if (condition.type() != SimpleType.BOOLEAN && condition.type() != SimpleType.VOID) {
            throw new IllegalArgumentException(
                    "a condition is BOOLEAN, and this is " + condition.type().ddl());
        }
    }

    /** Compares two values. */
    public interface Order {
        int compare(Object one, Object other);
    }

    /**
     * How values of two types compare.
     *
     * @throws IllegalArgumentException if they do not
     */
    public static Order order(DataType one, DataType other) {
        if (one == SimpleType.VOID || other == SimpleType.VOID) {
            return (a, b) -> 0;
        }
        if (isNumber(one) && isNumber(other)) {
            return numbers(one, other);
        }
        if (one.equals(other) && one instanceof SimpleType simple) {
            return simple == SimpleType.BINARY
                    ? (a, b) -> ((ByteBuffer) a).compareTo((ByteBuffer) b)
                    : Comparisons::natural;
        }
        if (one.equals(other)) {
            return (a, b) -> a.equals(b) ? 0 : Integer.compare(a.hashCode(), b.hashCode()) | 1;
        }
        Order text = ofText(one, other);
        if (text != null) {
            return text;
        }
        throw new IllegalArgumentException(one.ddl() + " and " + other.ddl() + " do not compare. Cast one of them");
    }

    /** Text that stands for a moment or a day compares with one, as Structured Streaming's users write it. */
    private static @Nullable Order ofText(DataType one, DataType other) {
        if (one == SimpleType.STRING && (other == SimpleType.TIMESTAMP || other == SimpleType.DATE)) {
            Casts.Cast cast = Casts.cast(one, other);
            return (a, b) -> natural(cast.of(a), b);
        }
        if (other == SimpleType.STRING && (one == SimpleType.TIMESTAMP || one == SimpleType.DATE)) {
            Casts.Cast cast = Casts.cast(other, one);
            return (a, b) -> natural(a, cast.of(b));
        }
        return null;
    }

    private static Order numbers(DataType one, DataType other) {
        if (one instanceof DecimalType || other instanceof DecimalType) {
            return (a, b) -> decimal(a).compareTo(decimal(b));
        }
        if (((SimpleType) one).isFractional() || ((SimpleType) other).isFractional()) {
            return (a, b) -> Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
        }
        return (a, b) -> Long.compare(((Number) a).longValue(), ((Number) b).longValue());
    }

    static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Double || number instanceof Float
                ? BigDecimal.valueOf(((Number) number).doubleValue())
                : BigDecimal.valueOf(((Number) number).longValue());
    }

    static boolean isNumber(DataType type) {
        return type.isNumeric();
    }

    @SuppressWarnings("unchecked")
    private static int natural(@Nullable Object one, @Nullable Object other) {
        return ((Comparable<Object>) Objects.requireNonNull(one)).compareTo(Objects.requireNonNull(other));
    }
}
