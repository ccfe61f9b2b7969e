package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Of which decimal type the results of arithmetic are: Spark's rules (DecimalPrecision), which are those of SQL Server. A type that
 * would need more than 38 digits gives up places behind the point, but not the first six.
 */
public final class Decimals {

    private static final int SCALE_KEPT = 6;

    private Decimals() {}

    /** The type of a result by those of the operands. */
    @FunctionalInterface
    interface Rule {
        DecimalType of(DecimalType left, DecimalType right);
    }

    static DecimalType sum(DecimalType left, DecimalType right) {
        int scale = Math.max(left.scale(), right.scale());
        return adjusted(Math.max(whole(left), whole(right)) + scale + 1, scale);
    }

    static DecimalType product(DecimalType left, DecimalType right) {
        return adjusted(left.precision() + right.precision() + 1, left.scale() + right.scale());
    }

    static DecimalType quotient(DecimalType left, DecimalType right) {
        int scale = Math.max(SCALE_KEPT, left.scale() + right.precision() + 1);
        return adjusted(whole(left) + right.scale() + scale, scale);
    }

    static DecimalType remainder(DecimalType left, DecimalType right) {
        int scale = Math.max(left.scale(), right.scale());
        return adjusted(Math.min(whole(left), whole(right)) + scale, scale);
    }

    /** The type that holds the values of both, as far as there is one. */
    static DecimalType common(DecimalType left, DecimalType right) {
        int scale = Math.max(left.scale(), right.scale());
        return bounded(Math.max(whole(left), whole(right)) + scale, scale);
    }

    /** The decimal type of whole numbers; of decimals their own. */
    static DecimalType of(DataType type) {
        if (type instanceof DecimalType decimal) {
            return decimal;
        }
        return switch ((SimpleType) type) {
            case TINYINT -> new DecimalType(3, 0);
            case SMALLINT -> new DecimalType(5, 0);
            case INT, VOID -> new DecimalType(10, 0);
            case BIGINT -> new DecimalType(20, 0);
            default -> throw new IllegalArgumentException(type.ddl() + " is no exact number");
        };
    }

    /** Of a whole number that stands in the program, no more digits than it has. */
    static DecimalType of(Bound argument) {
        if (argument.type() instanceof SimpleType simple
                && simple.isIntegral()
                && argument.evaluation() instanceof Bound.Constant constant
                && constant.value() instanceof Number number) {
            return new DecimalType(BigDecimal.valueOf(number.longValue()).precision(), 0);
        }
        return of(argument.type());
    }

    /** A decimal type with these digits, or as many as there can be. */
    public static DecimalType bounded(int precision, int scale) {
        return new DecimalType(
                Math.min(precision, DecimalType.PRECISION_MAX), Math.min(scale, DecimalType.PRECISION_MAX));
    }

    private static DecimalType adjusted(int precision, int scale) {
        if (precision <= DecimalType.PRECISION_MAX) {
            return new DecimalType(precision, scale);
        }
        int scaleLeft = Math.max(DecimalType.PRECISION_MAX - (precision - scale), Math.min(scale, SCALE_KEPT));
        return new DecimalType(DecimalType.PRECISION_MAX, scaleLeft);
    }

    private static int whole(DecimalType type) {
        return type.precision() - type.scale();
    }

    /**
     * The value in a type, rounded half up.
     *
     * @throws ArithmeticException if it has too many digits
     */
    public static BigDecimal fit(BigDecimal value, DecimalType type) {
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (!type.holds(scaled)) {
            throw new ArithmeticException(value.toPlainString() + " does not fit " + type.ddl()
                    + ". Filter such rows out, or cast to a wider type first");
        }
        return scaled;
    }

    /** A number as a decimal. */
    static BigDecimal exact(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Double || number instanceof Float
                ? BigDecimal.valueOf(((Number) number).doubleValue())
                : BigDecimal.valueOf(((Number) number).longValue());
    }
}
