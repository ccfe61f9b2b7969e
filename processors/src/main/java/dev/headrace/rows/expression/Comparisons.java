package dev.headrace.rows.expression;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
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

    /** The one of several values that comes last in their order, first if the order is turned; null only where all are. */
    public static Call outermost(String function, List<Expression> values, boolean turned) {
        return Call.of(function, values, arguments -> {
            if (arguments.size() < 2) {
                throw new IllegalArgumentException("it takes two values at least");
            }
            List<Bound> alike = Casts.alike(arguments);
            DataType type = alike.get(0).type();
            Order order = order(type, type);
            return new Bound(type, (row, nowMs) -> {
                Object best = null;
                for (Bound each : alike) {
                    Object value = each.of(row, nowMs);
                    if (value != null && (best == null || (order.compare(value, best) > 0) != turned)) {
                        best = value;
                    }
                }
                return best;
            });
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
     * How values of two types compare: in the type that they have in common. Of floating numbers -0.0 equals 0.0, and NaN is
     * the greatest and equals itself; text and bytes compare byte by byte; lists and structs part by part, null first.
     *
     * @throws IllegalArgumentException if they do not
     */
    public static Order order(DataType one, DataType other) {
        if (one == SimpleType.VOID || other == SimpleType.VOID) {
            return (a, b) -> 0;
        }
        if (one.equals(other)) {
            return order(one);
        }
        DataType common = CommonType.find(one, other)
                .orElseThrow(() -> new IllegalArgumentException(
                        one.ddl() + " and " + other.ddl() + " do not compare. Cast one of them"));
        if (common instanceof SimpleType simple && simple.isIntegral() && one.isNumeric() && other.isNumeric()) {
            return (a, b) -> Long.compare(((Number) a).longValue(), ((Number) b).longValue());
        }
        if (common instanceof DecimalType) {
            return (a, b) -> Decimals.exact(a).compareTo(Decimals.exact(b));
        }
        Order order = order(common);
        Casts.Cast castOne = Casts.cast(one, common);
        Casts.Cast castOther = Casts.cast(other, common);
        return (a, b) -> order.compare(castOne.of(a), castOther.of(b));
    }

    private static Order order(DataType type) {
        if (type instanceof SimpleType simple) {
            return switch (simple) {
                case FLOAT, DOUBLE -> (a, b) -> fractions(((Number) a).doubleValue(), ((Number) b).doubleValue());
                case STRING -> (a, b) -> texts((String) a, (String) b);
                case BINARY -> (a, b) -> bytes((ByteBuffer) a, (ByteBuffer) b);
                default -> Comparisons::natural;
            };
        }
        if (type instanceof DecimalType) {
            return Comparisons::natural;
        }
        if (type instanceof ArrayType array) {
            Order elements = order(array.element());
            return (a, b) -> lists((List<?>) a, (List<?>) b, place -> elements);
        }
        if (type instanceof Schema struct) {
            List<Order> fields =
                    struct.fields().stream().map(field -> order(field.type())).toList();
            return (a, b) -> lists(((Row) a).values(), ((Row) b).values(), fields::get);
        }
        throw new IllegalArgumentException("values of " + type.ddl() + " do not compare");
    }

    private static int fractions(double one, double other) {
        return one == other ? 0 : Double.compare(one, other);
    }

    /** By code points, which is the order of the bytes in UTF-8; that of UTF-16 has surrogates before U+E000. */
    private static int texts(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int index = 0; index < common; index++) {
            char a = one.charAt(index);
            char b = other.charAt(index);
            if (a != b) {
                boolean surrogatesDecide = Character.isSurrogate(a) != Character.isSurrogate(b);
                return surrogatesDecide && a >= Character.MIN_SURROGATE && b >= Character.MIN_SURROGATE ? b - a : a - b;
            }
        }
        return one.length() - other.length();
    }

    private static int bytes(ByteBuffer one, ByteBuffer other) {
        int place = one.mismatch(other);
        return place < 0 || place >= one.remaining() || place >= other.remaining()
                ? one.remaining() - other.remaining()
                : Byte.compareUnsigned(one.get(one.position() + place), other.get(other.position() + place));
    }

    private static int lists(List<?> one, List<?> other, IntFunction<Order> orders) {
        int common = Math.min(one.size(), other.size());
        for (int place = 0; place < common; place++) {
            Object a = one.get(place);
            Object b = other.get(place);
            int comparison = a == null || b == null
                    ? (a == b ? 0 : a == null ? -1 : 1)
                    : orders.apply(place).compare(a, b);
            if (comparison != 0) {
                return comparison;
            }
        }
        return one.size() - other.size();
    }

    /** The value that stands for all that are equal to it, so that equality of objects is that of SQL. */
    public static @Nullable Object normalized(@Nullable Object value) {
        if (value instanceof Double number) {
            return number == 0 ? (Double) 0.0 : number;
        }
        return value instanceof Float number && number == 0 ? (Float) 0.0f : value;
    }

    @SuppressWarnings("unchecked")
    private static int natural(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }
}
