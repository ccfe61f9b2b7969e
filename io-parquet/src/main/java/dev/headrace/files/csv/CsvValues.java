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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values as the texts of CSV, and back. */
final class CsvValues {

    private static final String TIMESTAMP_FORMAT = "yyyy-MM-dd'T'HH:mm:ss[.SSSSSS]XXX";
    private static final String TIMESTAMP_NTZ_FORMAT = "yyyy-MM-dd'T'HH:mm:ss[.SSSSSS]";

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
        if (type == SimpleType.DATE && options.text("dateFormat").isPresent()) {
            DateTimeFormatter format = format("dateFormat", options, "");
            return text -> LocalDate.parse(text, format);
        }
        if (type == SimpleType.TIMESTAMP && options.text("timestampFormat").isPresent()) {
            DateTimeFormatter format = format("timestampFormat", options, "");
            return text -> format.parse(text, Times::moment);
        }
        return cast::of;
    }

    /** How values become texts. */
    static Function<@Nullable Object, @Nullable String> writing(DataType type, Options options) {
        if (type == SimpleType.TIMESTAMP) {
            DateTimeFormatter format = format("timestampFormat", options, TIMESTAMP_FORMAT);
            return value -> value == null ? null : format.format(((Instant) value).atOffset(ZoneOffset.UTC));
        }
        if (type == SimpleType.TIMESTAMP_NTZ) {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(TIMESTAMP_NTZ_FORMAT, Locale.ROOT);
            return value -> value == null ? null : format.format((LocalDateTime) value);
        }
        if (type == SimpleType.DATE) {
            DateTimeFormatter format = format("dateFormat", options, "yyyy-MM-dd");
            return value -> value == null ? null : format.format((LocalDate) value);
        }
        return value -> value == null ? null : Casts.text(value);
    }

    private static DateTimeFormatter format(String option, Options options, String otherwise) {
        String pattern = options.text(option).orElse(otherwise);
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    "Cannot use option " + option + "='" + pattern + "': " + e.getMessage(), e);
        }
    }
}
