package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Functions of one number, with the types that they have in Spark. */
public final class Numbers {

    private Numbers() {}

    /** The number without its sign. */
    public static Call abs(Expression of) {
        return Call.of("abs", List.of(of), arguments -> {
            Bound number = arguments.get(0);
            Arithmetic.requireNumbers(number.type(), number.type());
            return Call.strict(
                    number.type(),
                    number,
                    number.type() instanceof SimpleType type
                            ? type.isFractional()
                                    ? value -> Arithmetic.narrowed(Math.abs(((Number) value).doubleValue()), type)
                                    : value -> Arithmetic.narrowed(absExact(((Number) value).longValue()), type)
                            : value -> ((BigDecimal) value).abs());
        });
    }

    private static long absExact(long value) {
        return value < 0 ? Math.negateExact(value) : value;
    }

    /** The greatest whole number that is not greater. */
    public static Call floor(Expression of) {
        return whole("floor", of, Math::floor, RoundingMode.FLOOR);
    }

    /** The least whole number that is not less. */
    public static Call ceil(Expression of) {
        return whole("ceil", of, Math::ceil, RoundingMode.CEILING);
    }

    private static Call whole(String function, Expression of, DoubleUnaryOperator binary, RoundingMode rounding) {
        return Call.of(function, List.of(of), arguments -> {
            Bound number = arguments.get(0);
            Arithmetic.requireNumbers(number.type(), number.type());
            if (number.type() instanceof DecimalType from) {
                DecimalType type = from.scale() == 0 ? from : Decimals.bounded(from.precision() - from.scale() + 1, 0);
                return Call.strict(type, number, value -> ((BigDecimal) value).setScale(0, rounding));
            }
            Casts.Cast toLong = Casts.cast(SimpleType.DOUBLE, SimpleType.BIGINT);
            return number.type() instanceof SimpleType type && type.isFractional()
                    ? Call.strict(
                            SimpleType.BIGINT,
                            number,
                            value -> toLong.of(binary.applyAsDouble(((Number) value).doubleValue())))
                    : Call.strict(SimpleType.BIGINT, number, value -> ((Number) value).longValue());
        });
    }

    /**
     * The nearest number of so many digits behind the point, away from zero where two are as near.
     *
     * @param scale how many digits; where it is negative, so many before the point become zero
     */
    public static Call round(Expression of, int scale) {
        return Call.of("round", List.of(of, Literal.of(scale)), arguments -> {
            Bound number = arguments.get(0);
            Arithmetic.requireNumbers(number.type(), number.type());
            DataType type = number.type() instanceof DecimalType from ? rounded(from, scale) : number.type();
            return Call.strict(type, number, value -> rounded((Number) value, type, scale));
        });
    }

    private static DecimalType rounded(DecimalType from, int scale) {
        int whole = from.precision() - from.scale() + 1;
        return scale < 0
                ? Decimals.bounded(Math.max(whole, 1 - scale), 0)
                : Decimals.bounded(whole + Math.min(from.scale(), scale), Math.min(from.scale(), scale));
    }

    private static Object rounded(Number value, DataType type, int scale) {
        if (type instanceof DecimalType decimal) {
            return Decimals.fit(
                    ((BigDecimal) value).setScale(scale, RoundingMode.HALF_UP).setScale(decimal.scale()), decimal);
        }
        SimpleType simple = (SimpleType) type;
        if (simple.isFractional()) {
            double given = value.doubleValue();
            return Double.isNaN(given) || Double.isInfinite(given)
                    ? value
                    : Arithmetic.narrowed(
                            new BigDecimal(value.toString())
                                    .setScale(scale, RoundingMode.HALF_UP)
                                    .doubleValue(),
                            simple);
        }
        return scale >= 0
                ? value
                : Arithmetic.narrowed(
                        BigDecimal.valueOf(value.longValue())
                                .setScale(scale, RoundingMode.HALF_UP)
                                .longValueExact(),
                        simple);
    }
}
