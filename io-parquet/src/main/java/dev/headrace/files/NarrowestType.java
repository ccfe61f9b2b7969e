package dev.headrace.files;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Casts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the type of texts: the first of INT, BIGINT, DOUBLE, DATE, TIMESTAMP and BOOLEAN that all of them are values of, else
 * STRING.
 */
public final class NarrowestType {

    /** Without these forms, {@code 2026} would be a date, and {@code 12d}, in Java, a number. */
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}.*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final List<SimpleType> candidates = new ArrayList<>(List.of(
            SimpleType.INT,
            SimpleType.BIGINT,
            SimpleType.DOUBLE,
            SimpleType.DATE,
            SimpleType.TIMESTAMP,
            SimpleType.BOOLEAN));

    private boolean sawAny;

    /** Takes one text more. */
    public void see(String text) {
        sawAny = true;
        candidates.removeIf(type -> !isOf(type, text));
    }

    /** The type of those that were seen. */
    public DataType type() {
        return sawAny && !candidates.isEmpty() ? candidates.get(0) : SimpleType.STRING;
    }

    private static boolean isOf(SimpleType type, String text) {
        boolean hasForm =
                switch (type) {
                    case DATE -> DATE.matcher(text).matches();
                    case TIMESTAMP -> TIME.matcher(text).matches();
                    case BOOLEAN -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
                    default -> NUMBER.matcher(text).matches();
                };
        return hasForm && Casts.parses(text, type);
    }
}
