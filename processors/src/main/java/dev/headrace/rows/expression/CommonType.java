package dev.headrace.rows.expression;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.SimpleType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type in which values of two types meet: where one of several is chosen, rows are united, values compared. As ANSI SQL in
 * Spark has it (AnsiTypeCoercion): nothing is lost but digits beyond 38, whole numbers and FLOAT meet in DOUBLE, and text
 * becomes what it meets.
 */
public final class CommonType {

    private static final List<SimpleType> TIMES =
            List.of(SimpleType.DATE, SimpleType.TIMESTAMP_NTZ, SimpleType.TIMESTAMP);

    private CommonType() {}

    /**
     * The type of all of them.
     *
     * @throws IllegalArgumentException if there is none; the message is a reason that follows a colon
     */
    public static DataType of(List<Bound> values) {
        DataType common = SimpleType.VOID;
        for (Bound value : values) {
            common = of(common, value.type());
        }
        return common;
    }

    /**
     * The type of both.
     *
     * @throws IllegalArgumentException if there is none; the message is a reason that follows a colon
     */
    public static DataType of(DataType one, DataType other) {
        return find(one, other)
                .orElseThrow(() -> new IllegalArgumentException(
                        one.ddl() + " and " + other.ddl() + " have no type in common. Cast one of them"));
    }

    /** The type of both, if there is one. */
    static Optional<DataType> find(DataType one, DataType other) {
        if (one.equals(other) || other == SimpleType.VOID) {
            return Optional.of(one);
        }
        if (one == SimpleType.VOID) {
            return Optional.of(other);
        }
        if (one.isNumeric() && other.isNumeric()) {
            return Optional.of(number(one, other));
        }
        if (one instanceof ArrayType a && other instanceof ArrayType b) {
            return find(a.element(), b.element()).map(ArrayType::new);
        }
        if (TIMES.contains(one) && TIMES.contains(other)) {
            return Optional.of(TIMES.indexOf(one) > TIMES.indexOf(other) ? one : other);
        }
        return one == SimpleType.STRING
                ? Optional.ofNullable(ofText(other))
                : other == SimpleType.STRING ? Optional.ofNullable(ofText(one)) : Optional.empty();
    }

    /** Of two types of numbers. */
    static DataType number(DataType one, DataType other) {
        if (one instanceof DecimalType || other instanceof DecimalType) {
            return isFraction(one) || isFraction(other)
                    ? SimpleType.DOUBLE
                    : Decimals.common(Decimals.of(one), Decimals.of(other));
        }
        SimpleType wider =
                ((SimpleType) one).compareTo((SimpleType) other) >= 0 ? (SimpleType) one : (SimpleType) other;
        return wider == SimpleType.FLOAT && one != other ? SimpleType.DOUBLE : wider;
    }

    private static boolean isFraction(DataType type) {
        return type instanceof SimpleType simple && simple.isFractional();
    }

    private static @Nullable DataType ofText(DataType met) {
        if (met instanceof SimpleType simple) {
            return simple.isIntegral() ? SimpleType.BIGINT : simple.isFractional() ? SimpleType.DOUBLE : simple;
        }
        return met instanceof DecimalType ? SimpleType.DOUBLE : null;
    }
}
