package dev.headrace.testkit.simulation;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A client's configuration by Kafka's names, where numbers may also be given as text. */
final class ClientSettings {

    private final Map<String, Object> values;

    ClientSettings(Map<String, Object> values) {
        this.values = values;
    }

    Map<String, Object> all() {
        return values;
    }

    @Nullable
    Object value(String name) {
        return values.get(name);
    }

    @Nullable
    String text(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString().trim();
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    boolean flag(String name, boolean otherwise) {
        return Boolean.parseBoolean(text(name, String.valueOf(otherwise)));
    }

    long number(String name, long otherwise) {
        Object value = values.get(name);
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value.toString().trim());
        } catch (NumberFormatException e) {
            throw new ConfigException(name, value, "Not a number");
        }
    }

    int integer(String name, int otherwise) {
        return Math.toIntExact(number(name, otherwise));
    }

    /** A list, given as one, as a single thing, or as text with commas. */
    List<?> list(String name, List<?> otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof String text) {
            return text.isBlank() ? List.of() : List.of(text.trim().split("\\s*,\\s*"));
        }
        return List.of(value);
    }
}
