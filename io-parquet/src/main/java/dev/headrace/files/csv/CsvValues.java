package dev.headrace.files.csv;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Casts;
import dev.headrace.rows.expression.Times;
import dev.headrace.rows.spi.Options;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values as the texts of CSV, and back. */
final class CsvValues {

    private CsvValues() {}

    /** Refuses columns that are no single values. */
    static void check(Schema schema, String verb) {
        for (Field field : schema.fields()) {
            boolean fits = field.type() instanceof DecimalType
                    || (field.type() instanceof SimpleType && field.type() != SimpleType.VOID);
            if (!fits) {
                throw new InvalidOptionException("Cannot " + verb + " column '" + field.name() + "' as CSV: it is "
                        + field.type().ddl() + ", and there are only single values. Use to_json, or another format");
            }
        }
    }

    /**
     * How texts become values; what is none is an {@link ArithmeticException} or a {@link DateTimeException}. Nothing between two
     * separators is null, and {@code ""} an empty text: Spark takes both for null, and does not give back what it wrote.
     */
    static Function<@Nullable String, @Nullable Object> reading(DataType type, Options options) {
        Function<String, Object> value = present(type, options);
        String nullValue = options.text("nullValue").orElse("");
        boolean isText = type == SimpleType.STRING;
        return text ->
                text == null || (text.equals(nullValue) && !(isText && text.isEmpty())) ? null : value.apply(text);
    }

    private static Function<String, Object> present(DataType type, Options options) {
        if (type == SimpleType.STRING) {
            return text -> text;
        }
        Casts.Cast cast = Casts.cast(SimpleType.STRING, type);
        if (type == SimpleType.FLOAT || type == SimpleType.DOUBLE) {
            String nan = options.text("nanValue").orElse("NaN");
            String positive = options.text("positiveInf").orElse("Inf");
            String negative = options.text("negativeInf").orElse("-Inf");
            return text -> cast.of(
                    text.equals(nan) ? "NaN" : text.equals(positive) ? "Inf" : text.equals(negative) ? "-Inf" : text);
        }
        if (type == SimpleType.DATE) {
            return format("dateFormat", options)
                    .<Function<String, Object>>map(format -> text -> LocalDate.parse(text, format))
                    .orElse(cast::of);
        }
        if (type == SimpleType.TIMESTAMP) {
            return format("timestampFormat", options)
                    .<Function<String, Object>>map(format -> text -> format.parse(text, Times::moment))
                    .orElse(cast::of);
        }
        return cast::of;
    }

    /** How values become texts. */
    static Function<@Nullable Object, @Nullable String> writing(DataType type, Options options) {
        if (type == SimpleType.TIMESTAMP) {
            DateTimeFormatter format =
                    format("timestampFormat", options).orElse(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            return value -> value == null ? null : format.format(((Instant) value).atOffset(ZoneOffset.UTC));
        }
        if (type == SimpleType.TIMESTAMP_NTZ) {
            return value -> value == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format((LocalDateTime) value);
        }
        if (type == SimpleType.DATE) {
            DateTimeFormatter format = format("dateFormat", options).orElse(DateTimeFormatter.ISO_LOCAL_DATE);
            return value -> value == null ? null : format.format((LocalDate) value);
        }
        return value -> value == null ? null : Casts.text(value);
    }

    /** The pattern of an option, if it is given. */
    private static Optional<DateTimeFormatter> format(String option, Options options) {
        return options.text(option).map(pattern -> {
            try {
                return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            } catch (IllegalArgumentException e) {
                throw new InvalidOptionException(
                        "Cannot use option " + option + "='" + pattern + "': " + e.getMessage(), e);
            }
        });
    }
}
