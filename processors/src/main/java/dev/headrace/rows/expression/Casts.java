package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of one type as values of another. A value that has no counterpart is an error that shows it. Zones are UTC. */
public final class Casts {

    private Casts() {}

    /** A value of one type as one of another. */
    public interface Cast {

        /**
         * The counterpart.
         *
         * @throws ArithmeticException if there is none
         */
        Object of(Object value);
    }

    /** An expression as another type. */
    public static Call to(Expression of, DataType type) {
        return new Call("cast", "CAST(" + of.name() + " AS " + type.ddl() + ")", List.of(of), arguments -> {
            Cast cast = cast(arguments.get(0).type(), type);
            return Call.strict(type, arguments.get(0), cast::of);
        });
    }

    /**
     * How values are cast.
     *
     * @throws IllegalArgumentException if they never can be
     */
    public static Cast cast(DataType from, DataType to) {
        if (from.equals(to) || from == SimpleType.VOID) {
            return value -> value;
        }
        if (to instanceof DecimalType decimal && from.isNumeric()) {
            return value -> scaled(Comparisons.decimal(value), decimal);
        }
        if (to instanceof DecimalType decimal && from == SimpleType.STRING) {
            return value -> scaled(number((String) value, to), decimal);
        }
        if (to instanceof SimpleType simple) {
            Cast cast = simple(from, simple);
            if (cast != null) {
                return cast;
            }
        }
        throw new IllegalArgumentException(from.ddl() + " cannot become " + to.ddl());
    }

    private static @Nullable Cast simple(DataType from, SimpleType to) {
        if (to == SimpleType.STRING) {
            return from instanceof SimpleType || from instanceof DecimalType ? Casts::text : null;
        }
        if (from.isNumeric() && to.isNumeric()) {
            return value -> narrowed(value, to);
        }
        if (from == SimpleType.STRING) {
            return value -> parsed(((String) value).strip(), to);
        }
        if (from == SimpleType.BOOLEAN && to.isNumeric()) {
            return value -> narrowed((Boolean) value ? 1L : 0L, to);
        }
        if (to == SimpleType.BOOLEAN && from.isNumeric()) {
            return value -> Comparisons.decimal(value).signum() != 0;
        }
        return times(from, to);
    }

    private static @Nullable Cast times(DataType from, SimpleType to) {
        if (from == SimpleType.TIMESTAMP && to == SimpleType.BIGINT) {
            return value -> ((Instant) value).getEpochSecond();
        }
        if (from == SimpleType.TIMESTAMP && to == SimpleType.DOUBLE) {
            return value -> ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value) / 1e6;
        }
        if (from == SimpleType.TIMESTAMP && to == SimpleType.DATE) {
            return value -> LocalDate.ofInstant((Instant) value, ZoneOffset.UTC);
        }
        if (from == SimpleType.TIMESTAMP && to == SimpleType.TIMESTAMP_NTZ) {
            return value -> LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC);
        }
        if (from == SimpleType.TIMESTAMP_NTZ && to == SimpleType.TIMESTAMP) {
            return value -> ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
        }
        if (from == SimpleType.DATE && to == SimpleType.TIMESTAMP) {
            return value -> ((LocalDate) value).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        if (from instanceof SimpleType simple && simple.isIntegral() && to == SimpleType.TIMESTAMP) {
            return value -> Instant.ofEpochSecond(((Number) value).longValue());
        }
        if (from instanceof SimpleType simple && simple.isFractional() && to == SimpleType.TIMESTAMP) {
            return value -> ofMicros(Math.round(((Number) value).doubleValue() * 1e6));
        }
        return null;
    }

    /** A moment so many microseconds after 1970. */
    static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** Text as SQL shows it: {@code 2026-11-27 12:00:00} for moments. */
    static String text(Object value) {
        if (value instanceof Instant moment) {
            return LocalDateTime.ofInstant(moment, ZoneOffset.UTC).toString().replace('T', ' ');
        }
        return value instanceof LocalDateTime local
                ? local.toString().replace('T', ' ')
                : value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static Object narrowed(Object value, SimpleType to) {
        if (to == SimpleType.DOUBLE) {
            return ((Number) value).doubleValue();
        }
        if (to == SimpleType.FLOAT) {
            return ((Number) value).floatValue();
        }
        BigDecimal exact = value instanceof Double || value instanceof Float
                ? whole(((Number) value).doubleValue(), to)
                : Comparisons.decimal(value).setScale(0, RoundingMode.DOWN);
        try {
            return switch (to) {
                case TINYINT -> exact.byteValueExact();
                case SMALLINT -> exact.shortValueExact();
                case INT -> exact.intValueExact();
                default -> exact.longValueExact();
            };
        } catch (ArithmeticException e) {
            throw misfit(value, to);
        }
    }

    private static BigDecimal whole(double value, SimpleType to) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw misfit(value, to);
        }
        return BigDecimal.valueOf(value).setScale(0, RoundingMode.DOWN);
    }

    private static BigDecimal scaled(BigDecimal value, DecimalType to) {
        BigDecimal scaled = value.setScale(to.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > to.precision()) {
            throw misfit(value, to);
        }
        return scaled;
    }

    private static BigDecimal number(String text, DataType to) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw misfit("'" + text + "'", to);
        }
    }

    private static Object parsed(String text, SimpleType to) {
        try {
            return switch (to) {
                case BOOLEAN -> truth(text);
                case TINYINT, SMALLINT, INT, BIGINT -> narrowed(new BigDecimal(text), to);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case DATE -> LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
                case TIMESTAMP -> moment(text);
                case TIMESTAMP_NTZ -> local(text);
                default -> throw misfit("'" + text + "'", to);
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw misfit("'" + text + "'", to);
        }
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw misfit("'" + text + "'", SimpleType.BOOLEAN);
        };
    }

    static Instant moment(String text) {
        String iso = text.replace(' ', 'T');
        return iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d$")
                ? OffsetDateTime.parse(iso).toInstant()
                : local(iso).toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime local(String text) {
        String iso = text.replace(' ', 'T');
        return iso.length() == 10 ? LocalDate.parse(iso).atStartOfDay() : LocalDateTime.parse(iso);
    }

    private static ArithmeticException misfit(Object value, DataType to) {
        return new ArithmeticException(value + " is no " + to.ddl() + ". Filter such rows out, or use try_cast");
    }
}
