package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Arithmetic as ANSI SQL in Spark has it: numbers that do not fit, and division by zero, are errors and not something else.
 * Whole numbers stay in the wider type of the two; division always has a fraction.
 */
public final class Arithmetic {

    private static final int QUOTIENT_SCALE = DecimalType.PRECISION_MAX + 1;

    private static final Operation PLUS = new Operation(Math::addExact, Double::sum, BigDecimal::add, Decimals::sum);
    private static final Operation MINUS =
            new Operation(Math::subtractExact, (a, b) -> a - b, BigDecimal::subtract, Decimals::sum);
    private static final Operation TIMES =
            new Operation(Math::multiplyExact, (a, b) -> a * b, BigDecimal::multiply, Decimals::product);
    private static final Operation MODULO = new Operation(
            (a, b) -> a % nonZero(b), (a, b) -> a % nonZero(b), (a, b) -> a.remainder(nonZero(b)), Decimals::remainder);

    private Arithmetic() {}

    /**
     * What is done to two numbers.
     *
     * @param resultType the type of the result of decimals
     */
    private record Operation(
            LongBinaryOperator whole,
            DoubleBinaryOperator fraction,
            BinaryOperator<BigDecimal> decimal,
            Decimals.Rule resultType) {}

    /** The sum. */
    public static Call plus(Expression left, Expression right) {
        return Call.between("+", left, right, arguments -> bound(arguments, PLUS));
    }

    /** The difference. */
    public static Call minus(Expression left, Expression right) {
        return Call.between("-", left, right, arguments -> bound(arguments, MINUS));
    }

    /** The product. */
    public static Call times(Expression left, Expression right) {
        return Call.between("*", left, right, arguments -> bound(arguments, TIMES));
    }

    /** The remainder, with the sign of the dividend. */
    public static Call modulo(Expression left, Expression right) {
        return Call.between("%", left, right, arguments -> bound(arguments, MODULO));
    }

    /** The quotient. */
    public static Call divide(Expression left, Expression right) {
        return Call.between("/", left, right, arguments -> {
            Bound one = arguments.get(0);
            Bound other = arguments.get(1);
            requireNumbers(one.type(), other.type());
            if (CommonType.of(one.type(), other.type()) instanceof DecimalType) {
                DecimalType type = Decimals.quotient(Decimals.of(one), Decimals.of(other));
                return Call.strict(
                        type,
                        one,
                        other,
                        (a, b) -> Decimals.fit(
                                Decimals.exact(a)
                                        .divide(nonZero(Decimals.exact(b)), QUOTIENT_SCALE, RoundingMode.HALF_UP),
                                type));
            }
            return Call.strict(
                    SimpleType.DOUBLE,
                    one,
                    other,
                    (a, b) -> ((Number) a).doubleValue() / nonZero(((Number) b).doubleValue()));
        });
    }

    /** The same with the other sign. */
    public static Call negated(Expression of) {
        return new Call("-", "(- " + of.name() + ")", List.of(of), arguments -> {
            Bound number = arguments.get(0);
            requireNumbers(number.type(), number.type());
            return Call.strict(
                    number.type(),
                    number,
                    number.type() instanceof SimpleType type
                            ? type.isFractional()
                                    ? value -> narrowed(-((Number) value).doubleValue(), type)
                                    : value -> narrowed(Math.negateExact(((Number) value).longValue()), type)
                            : value -> ((BigDecimal) value).negate());
        });
    }

    private static Bound bound(List<Bound> arguments, Operation operation) {
        Bound left = arguments.get(0);
        Bound right = arguments.get(1);
        requireNumbers(left.type(), right.type());
        DataType common = CommonType.of(left.type(), right.type());
        if (common instanceof DecimalType) {
            DecimalType type = operation.resultType.of(Decimals.of(left), Decimals.of(right));
            return Call.strict(
                    type,
                    left,
                    right,
                    (a, b) -> Decimals.fit(operation.decimal.apply(Decimals.exact(a), Decimals.exact(b)), type));
        }
        SimpleType type = (SimpleType) common;
        return type.isFractional()
                ? Call.strict(
                        type,
                        left,
                        right,
                        (a, b) -> narrowed(
                                operation.fraction.applyAsDouble(
                                        ((Number) a).doubleValue(), ((Number) b).doubleValue()),
                                type))
                : Call.strict(
                        type,
                        left,
                        right,
                        (a, b) -> narrowed(
                                operation.whole.applyAsLong(((Number) a).longValue(), ((Number) b).longValue()), type));
    }

    static void requireNumbers(DataType left, DataType right) {
        if (!isNumber(left) || !isNumber(right)) {
            throw new IllegalArgumentException(
                    "it takes numbers, and there are " + left.ddl() + " and " + right.ddl() + ". Cast what is none");
        }
    }

    private static boolean isNumber(DataType type) {
        return type.isNumeric() || type == SimpleType.VOID;
    }

    static Object narrowed(double value, SimpleType type) {
        return type == SimpleType.FLOAT ? (Object) (float) value : (Object) value;
    }

    static Object narrowed(long value, SimpleType type) {
        return switch (type) {
            case TINYINT -> exact((byte) value, value, type);
            case SMALLINT -> exact((short) value, value, type);
            case INT -> exact((int) value, value, type);
            default -> value;
        };
    }

    private static Number exact(Number narrow, long value, SimpleType type) {
        if (narrow.longValue() != value) {
            throw new ArithmeticException(type.ddl() + " overflow: " + value + ". Cast to a wider type first");
        }
        return narrow;
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw byZero();
        }
        return divisor;
    }

    private static double nonZero(double divisor) {
        if (divisor == 0) {
            throw byZero();
        }
        return divisor;
    }

    private static BigDecimal nonZero(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw byZero();
        }
        return divisor;
    }

    private static ArithmeticException byZero() {
        return new ArithmeticException("division by zero. Filter such rows out, or use when(divisor.notEqual(0), ...)");
    }
}
