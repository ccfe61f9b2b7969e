package dev.headrace.rows.expression;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Micros;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of one type as values of another, as ANSI SQL in Spark has it. A value that has no counterpart is an error that shows
 * it. Times without a zone are those of UTC.
 */
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
     * The same values, all in the type that they have in common.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static List<Bound> alike(List<Bound> values) {
        DataType type = CommonType.of(values);
        return values.stream()
                .map(value ->
                        value.type().equals(type) ? value : Call.strict(type, value, cast(value.type(), type)::of))
                .toList();
    }

    /**
     * How values are cast.
     *
     * @throws IllegalArgumentException if they never can be
     */
    public static Cast cast(DataType from, DataType to) {
        Cast cast = from.equals(to) || from == SimpleType.VOID ? value -> value : find(from, to);
        if (cast == null) {
            throw new IllegalArgumentException(from.ddl() + " cannot become " + to.ddl());
        }
        return cast;
    }

    private static @Nullable Cast find(DataType from, DataType to) {
        if (to == SimpleType.STRING) {
            return value -> text(value);
        }
        if (to instanceof ArrayType wanted && from instanceof ArrayType given) {
            Cast element = find(given.element(), wanted.element());
            return element == null ? null : value -> elements((List<?>) value, element);
        }
        if (from == SimpleType.STRING) {
            return ofText(to);
        }
        if (from == SimpleType.BOOLEAN && to.isNumeric()) {
            Cast number = toNumber(SimpleType.INT, to);
            return value -> number.of((Boolean) value ? 1 : 0);
        }
        if (to == SimpleType.BOOLEAN && from.isNumeric()) {
            return value ->
                    value instanceof BigDecimal decimal ? decimal.signum() != 0 : ((Number) value).doubleValue() != 0;
        }
        return from.isNumeric() && to.isNumeric() ? toNumber(from, to) : times(from, to);
    }

    private static List<@Nullable Object> elements(List<?> list, Cast element) {
        List<@Nullable Object> cast = new ArrayList<>(list.size());
        for (Object value : list) {
            cast.add(value == null ? null : element.of(value));
        }
        return Collections.unmodifiableList(cast);
    }

    private static @Nullable Cast ofText(DataType to) {
        if (to instanceof DecimalType decimal) {
            return value -> Decimals.fit(parsed((String) value, to, BigDecimal::new), decimal);
        }
        if (!(to instanceof SimpleType simple)) {
            return null;
        }
        return switch (simple) {
            case BOOLEAN -> value -> parsed((String) value, to, Casts::truth);
            case TINYINT, SMALLINT, INT, BIGINT -> {
                Cast narrow = toNumber(new DecimalType(DecimalType.PRECISION_MAX, 0), to);
                yield value -> narrow.of(parsed((String) value, to, text -> new BigDecimal(new BigInteger(text))));
            }
            case FLOAT -> value -> parsed((String) value, to, text -> (float) fraction(text));
            case DOUBLE -> value -> parsed((String) value, to, Casts::fraction);
            case DATE -> value -> parsed((String) value, to, TimeTexts::date);
            case TIMESTAMP -> value -> parsed((String) value, to, TimeTexts::moment);
            case TIMESTAMP_NTZ -> value -> parsed((String) value, to, TimeTexts::local);
            case BINARY ->
                value -> ByteBuffer.wrap(((String) value).getBytes(StandardCharsets.UTF_8))
                        .asReadOnlyBuffer();
            default -> null;
        };
    }

    private static <T> T parsed(String text, DataType to, Function<String, T> parser) {
        try {
            return parser.apply(text.strip());
        } catch (NumberFormatException | DateTimeException e) {
            throw misfit("'" + text + "'", to);
        }
    }

    private static double fraction(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw new NumberFormatException();
        };
    }

    private static Cast toNumber(DataType from, DataType to) {
        if (to == SimpleType.DOUBLE) {
            return value -> ((Number) value).doubleValue();
        }
        if (to == SimpleType.FLOAT) {
            return value -> ((Number) value).floatValue();
        }
        boolean isFraction = from instanceof SimpleType simple && simple.isFractional();
        Cast exact = isFraction ? value -> finite(value, to) : Decimals::exact;
        return to instanceof DecimalType decimal
                ? value -> Decimals.fit((BigDecimal) exact.of(value), decimal)
                : value -> whole((BigDecimal) exact.of(value), (SimpleType) to);
    }

    private static BigDecimal finite(Object value, DataType to) {
        if (!Double.isFinite(((Number) value).doubleValue())) {
            throw misfit(value, to);
        }
        return Decimals.exact(value);
    }

    /** Digits behind the point are cut off. */
    private static Object whole(BigDecimal value, SimpleType to) {
        try {
            BigDecimal cut = value.setScale(0, RoundingMode.DOWN);
            return switch (to) {
                case TINYINT -> cut.byteValueExact();
                case SMALLINT -> cut.shortValueExact();
                case INT -> cut.intValueExact();
                default -> cut.longValueExact();
            };
        } catch (ArithmeticException e) {
            throw misfit(value.toPlainString(), to);
        }
    }

    private static @Nullable Cast times(DataType from, DataType to) {
        if (from == SimpleType.TIMESTAMP && to.isNumeric()) {
            Cast number = toNumber(new DecimalType(DecimalType.PRECISION_MAX, 6), to);
            boolean isWhole = to instanceof SimpleType simple && simple.isIntegral();
            return value -> number.of(
                    isWhole
                            ? BigDecimal.valueOf(((Instant) value).getEpochSecond())
                            : BigDecimal.valueOf(Micros.of((Instant) value), 6));
        }
        if (from.isNumeric() && to == SimpleType.TIMESTAMP) {
            Cast micros = toNumber(from, new DecimalType(DecimalType.PRECISION_MAX, 6));
            return value -> Micros.toInstant(
                    ((BigDecimal) micros.of(value)).unscaledValue().longValueExact());
        }
        if (from == SimpleType.DATE && (to == SimpleType.TIMESTAMP || to == SimpleType.TIMESTAMP_NTZ)) {
            return value -> in(to, ((LocalDate) value).atStartOfDay());
        }
        if (from == SimpleType.TIMESTAMP && (to == SimpleType.DATE || to == SimpleType.TIMESTAMP_NTZ)) {
            return value -> in(to, LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
        }
        if (from == SimpleType.TIMESTAMP_NTZ && (to == SimpleType.DATE || to == SimpleType.TIMESTAMP)) {
            return value -> in(to, (LocalDateTime) value);
        }
        return null;
    }

    private static Object in(DataType type, LocalDateTime time) {
        return type == SimpleType.TIMESTAMP
                ? time.toInstant(ZoneOffset.UTC)
                : type == SimpleType.DATE ? time.toLocalDate() : time;
    }

    /** Whether a text is a value of a type. */
    public static boolean parses(String text, DataType type) {
        try {
            cast(SimpleType.STRING, type).of(text);
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /** A value as SQL shows it: {@code 2026-11-27 12:00:00}, {@code [1, 2]}, {@code {k -> v}}. */
    public static String text(@Nullable Object value) {
        if (value instanceof Instant moment) {
            return TimeTexts.text(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
        }
        if (value instanceof LocalDateTime local) {
            return TimeTexts.text(local);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof ByteBuffer bytes) {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Casts::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Row row) {
            return row.values().stream().map(Casts::text).collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + " -> " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }

    private static ArithmeticException misfit(Object value, DataType to) {
        return new ArithmeticException(value + " is no " + to.ddl() + ". Filter such rows out, or use try_cast");
    }
}
