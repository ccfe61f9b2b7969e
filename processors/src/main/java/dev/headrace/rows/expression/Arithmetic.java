package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Arithmetic as ANSI SQL has it: whole numbers that do not fit, and division by zero, are errors and not something else.
 * Division always has a fraction.
 */
public final class Arithmetic {

    private static final int PRECISION_MAX = 38;
    private static final int DIVISION_SCALE_LEAST = 6;

    private Arithmetic() {}

    /** What is done to two numbers. */
    private interface Operation {
        long of(long left, long right);

        double of(double left, double right);

        BigDecimal of(BigDecimal left, BigDecimal right);
    }

    /** The sum. */
    public static Call plus(Expression left, Expression right) {
        return Call.between(
                "+",
                left,
                right,
                arguments -> bound(arguments, new Operation() {
                    @Override
                    public long of(long a, long b) {
                        return Math.addExact(a, b);
                    }

                    @Override
                    public double of(double a, double b) {
                        return a + b;
                    }

                    @Override
                    public BigDecimal of(BigDecimal a, BigDecimal b) {
                        return a.add(b);
                    }
                }));
    }

    /** The difference. */
    public static Call minus(Expression left, Expression right) {
        return Call.between(
                "-",
                left,
                right,
                arguments -> bound(arguments, new Operation() {
                    @Override
                    public long of(long a, long b) {
                        return Math.subtractExact(a, b);
                    }

                    @Override
                    public double of(double a, double b) {
                        return a - b;
                    }

                    @Override
                    public BigDecimal of(BigDecimal a, BigDecimal b) {
                        return a.subtract(b);
                    }
                }));
    }

    /** The product. A product of decimals keeps the larger scale of the two. */
    public static Call times(Expression left, Expression right) {
        return Call.between(
                "*",
                left,
                right,
                arguments -> bound(arguments, new Operation() {
                    @Override
                    public long of(long a, long b) {
                        return Math.multiplyExact(a, b);
                    }

                    @Override
                    public double of(double a, double b) {
                        return a * b;
                    }

                    @Override
                    public BigDecimal of(BigDecimal a, BigDecimal b) {
                        return a.multiply(b);
                    }
                }));
    }

    /** The remainder, with the sign of the dividend. */
    public static Call modulo(Expression left, Expression right) {
        return Call.between(
                "%",
                left,
                right,
                arguments -> bound(arguments, new Operation() {
                    @Override
                    public long of(long a, long b) {
                        return a % nonZero(b);
                    }

                    @Override
                    public double of(double a, double b) {
                        if (b == 0) {
                            throw byZero();
                        }
                        return a % b;
                    }

                    @Override
                    public BigDecimal of(BigDecimal a, BigDecimal b) {
                        return a.remainder(b);
                    }
                }));
    }

    /** The quotient. */
    public static Call divide(Expression left, Expression right) {
        return Call.between("/", left, right, arguments -> {
            Bound one = arguments.get(0);
            Bound other = arguments.get(1);
            requireNumbers(one.type(), other.type());
            if (one.type() instanceof DecimalType || other.type() instanceof DecimalType) {
                int scale = Math.max(
                        DIVISION_SCALE_LEAST,
                        decimal(one.type()).scale() + decimal(other.type()).precision() + 1);
                DecimalType type = new DecimalType(PRECISION_MAX, Math.min(scale, PRECISION_MAX / 2));
                return Call.strict(type, one, other, (a, b) -> {
                    BigDecimal divisor = Comparisons.decimal(b);
                    if (divisor.signum() == 0) {
                        throw byZero();
                    }
                    return Comparisons.decimal(a).divide(divisor, type.scale(), RoundingMode.HALF_UP);
                });
            }
            return Call.strict(SimpleType.DOUBLE, one, other, (a, b) -> {
                double divisor = ((Number) b).doubleValue();
                if (divisor == 0) {
                    throw byZero();
                }
                return ((Number) a).doubleValue() / divisor;
            });
        });
    }

    /** The same with the other sign. */
    public static Call negated(Expression of) {
        return new Call("-", "(- " + of.name() + ")", List.of(of), arguments -> {
            Bound zero = Literal.of(0).bind(Schema.of(List.of()));
            return minus(of, of).binding().bind(List.of(zero, arguments.get(0)));
        });
    }

    private static Bound bound(List<Bound> arguments, Operation operation) {
        Bound left = arguments.get(0);
        Bound right = arguments.get(1);
        requireNumbers(left.type(), right.type());
        if (left.type() instanceof DecimalType || right.type() instanceof DecimalType) {
            DecimalType type = widened(decimal(left.type()), decimal(right.type()));
            return Call.strict(type, left, right, (a, b) -> operation
                    .of(Comparisons.decimal(a), Comparisons.decimal(b))
                    .setScale(type.scale(), RoundingMode.HALF_UP));
        }
        SimpleType type = wider(left.type(), right.type());
        return switch (type) {
            case FLOAT, DOUBLE ->
                Call.strict(
                        SimpleType.DOUBLE,
                        left,
                        right,
                        (a, b) -> operation.of(((Number) a).doubleValue(), ((Number) b).doubleValue()));
            case BIGINT ->
                Call.strict(
                        type, left, right, (a, b) -> operation.of(((Number) a).longValue(), ((Number) b).longValue()));
            default ->
                Call.strict(
                        SimpleType.INT,
                        left,
                        right,
                        (a, b) -> Math.toIntExact(operation.of(((Number) a).longValue(), ((Number) b).longValue())));
        };
    }

    private static void requireNumbers(DataType left, DataType right) {
        if (!isNumber(left) || !isNumber(right)) {
            throw new IllegalArgumentException(
                    "it takes numbers, and there are " + left.ddl() + " and " + right.ddl() + ". Cast what is none");
        }
    }

    private static boolean isNumber(DataType type) {
        return type.isNumeric() || type == SimpleType.VOID;
    }

    private static SimpleType wider(DataType left, DataType right) {
        SimpleType one = (SimpleType) left;
        SimpleType other = (SimpleType) right;
        if (one == SimpleType.VOID || other == SimpleType.VOID) {
            return one == SimpleType.VOID ? (other == SimpleType.VOID ? SimpleType.INT : other) : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Whole numbers as decimals that hold all of them. */
    static DecimalType decimal(DataType type) {
        if (type instanceof DecimalType decimal) {
            return decimal;
        }
        return type == SimpleType.BIGINT
                ? new DecimalType(20, 0)
                : ((SimpleType) type).isFractional() ? new DecimalType(30, 15) : new DecimalType(10, 0);
    }

    private static DecimalType widened(DecimalType left, DecimalType right) {
        int scale = Math.max(left.scale(), right.scale());
        return new DecimalType(PRECISION_MAX, Math.min(PRECISION_MAX, scale));
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw byZero();
        }
        return divisor;
    }

    private static ArithmeticException byZero() {
        return new ArithmeticException("division by zero. Filter such rows out, or use when(divisor.notEqual(0), ...)");
    }
}
