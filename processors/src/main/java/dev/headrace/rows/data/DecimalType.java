package dev.headrace.rows.data;

import java.math.BigDecimal;

/**
 * Exact decimal numbers.
 *
 * @param precision how many digits there are in all, from 1 to 38
 * @param scale how many of them stand behind the point
 */
public record DecimalType(int precision, int scale) implements DataType {

    /** The largest precision. */
    public static final int PRECISION_MAX = 38;

    /** Refuses a precision or scale out of range. */
    public DecimalType {
        if (precision < 1 || precision > PRECISION_MAX || scale < 0 || scale > precision) {
            throw new IllegalArgumentException("Cannot make DECIMAL(" + precision + "," + scale
                    + "): the precision is from 1 to " + PRECISION_MAX + ", the scale from 0 to the precision");
        }
    }

    /** Whether {@code value}, whose scale is this one's, has no more digits than allowed. */
    public boolean holds(BigDecimal value) {
        return value.precision() <= precision;
    }

    @Override
    public String ddl() {
        return "DECIMAL(" + precision + "," + scale + ")";
    }

    @Override
    public Class<?> valueClass() {
        return BigDecimal.class;
    }

    @Override
    public boolean isNumeric() {
        return true;
    }

    @Override
    public String toString() {
        return ddl();
    }
}
