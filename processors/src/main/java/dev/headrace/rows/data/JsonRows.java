package dev.headrace.rows.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON objects and back. What an object does not have is null, what the schema does not have is passed over. Moments
 * are ISO-8601 text; text without a zone is read as UTC. Binary is Base64.
 */
public final class JsonRows {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Schema schema;

    private JsonRows(Schema schema) {
        this.schema = schema;
    }

    /** Rows of {@code schema}. */
    public static JsonRows of(Schema schema) {
        return new JsonRows(schema);
    }

    /**
     * The row that an object is.
     *
     * @throws IllegalArgumentException if a value does not fit its column; the message names it
     */
    public Row row(JsonNode object) {
        return row(object, schema, "");
    }

    /** The object that a row is. Columns that are null are left out. */
    public ObjectNode node(Row row) {
        return node(row, schema);
    }

    private static Row row(JsonNode object, Schema schema, String path) {
        @Nullable Object[] values = new Object[schema.size()];
        for (int column = 0; column < values.length; column++) {
            Field field = schema.field(column);
            JsonNode node = object.get(field.name());
            values[column] =
                    value(node == null ? ignoringCase(object, field.name()) : node, field.type(), path + field.name());
            if (values[column] == null && !field.nullable()) {
                throw new IllegalArgumentException(
                        "column '" + path + field.name() + "' is missing, and it is NOT NULL");
            }
        }
        return Row.wrap(schema, values);
    }

    private static @Nullable JsonNode ignoringCase(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            if (each.getKey().equalsIgnoreCase(name)) {
                return each.getValue();
            }
        }
        return null;
    }

    private static @Nullable Object value(@Nullable JsonNode node, DataType type, String path) {
        if (node == null || node.isNull()) {
            return null;
        }
        try {
            Object value = read(node, type, path);
            if (value != null) {
                return value;
            }
        } catch (DateTimeException | ArithmeticException | IOException e) {
            throw misfit(node, type, path, e);
        }
        throw misfit(node, type, path, null);
    }

    private static IllegalArgumentException misfit(
            JsonNode node, DataType type, String path, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "column '" + path + "' is to be " + type.ddl() + ", and there is " + node, cause);
    }

    private static @Nullable Object read(JsonNode node, DataType type, String path) throws IOException {
        if (type instanceof SimpleType simple) {
            return read(node, simple);
        }
        if (type instanceof DecimalType decimal) {
            return node.isNumber() || node.isTextual() ? new BigDecimal(node.asText()).setScale(decimal.scale()) : null;
        }
        if (type instanceof ArrayType array) {
            if (!node.isArray()) {
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (JsonNode each : node) {
                values.add(value(each, array.element(), path + "[]"));
            }
            return values;
        }
        if (!node.isObject()) {
            return null;
        }
        if (type instanceof MapType map) {
            if (map.key() != SimpleType.STRING) {
                return null;
            }
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                values.put(each.getKey(), value(each.getValue(), map.value(), path + "." + each.getKey()));
            }
            return values;
        }
        return row(node, (Schema) type, path + ".");
    }

    private static @Nullable Object read(JsonNode node, SimpleType type) throws IOException {
        return switch (type) {
            case BOOLEAN -> node.isBoolean() ? node.booleanValue() : null;
            case TINYINT -> integral(node, Byte.MIN_VALUE, Byte.MAX_VALUE) ? (Object) (byte) node.intValue() : null;
            case SMALLINT -> integral(node, Short.MIN_VALUE, Short.MAX_VALUE) ? (Object) (short) node.intValue() : null;
            case INT -> integral(node, Integer.MIN_VALUE, Integer.MAX_VALUE) ? (Object) node.intValue() : null;
            case BIGINT -> integral(node, Long.MIN_VALUE, Long.MAX_VALUE) ? (Object) node.longValue() : null;
            case FLOAT -> node.isNumber() ? (Object) node.floatValue() : notFinite(node, Double::floatValue);
            case DOUBLE -> node.isNumber() ? (Object) node.doubleValue() : notFinite(node, number -> number);
            case STRING -> node.isTextual() ? node.textValue() : node.toString();
            case BINARY ->
                node.isTextual()
                        ? ByteBuffer.wrap(Base64.getDecoder().decode(node.textValue()))
                                .asReadOnlyBuffer()
                        : null;
            case DATE -> node.isTextual() ? LocalDate.parse(node.textValue()) : null;
            case TIMESTAMP -> node.isTextual() ? moment(node.textValue()) : null;
            case TIMESTAMP_NTZ -> node.isTextual() ? local(node.textValue()) : null;
            case VOID -> null;
        };
    }

    private static boolean integral(JsonNode node, long least, long most) {
        return node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= most;
    }

    /** JSON has no numbers for these, so they are written as texts. */
    private static @Nullable Object notFinite(JsonNode node, Function<Double, Object> type) {
        if (!node.isTextual()) {
            return null;
        }
        return switch (node.textValue()) {
            case "NaN" -> type.apply(Double.NaN);
            case "Infinity", "+Infinity", "+INF" -> type.apply(Double.POSITIVE_INFINITY);
            case "-Infinity", "-INF" -> type.apply(Double.NEGATIVE_INFINITY);
            default -> null;
        };
    }

    private static Instant moment(String text) {
        String iso = text.replace(' ', 'T');
        boolean zoned = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d$");
        return zoned ? OffsetDateTime.parse(iso).toInstant() : local(iso).toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime local(String text) {
        String iso = text.replace(' ', 'T');
        return iso.length() == 10 ? LocalDate.parse(iso).atStartOfDay() : LocalDateTime.parse(iso);
    }

    private static ObjectNode node(Row row, Schema schema) {
        ObjectNode object = NODES.objectNode();
        for (int column = 0; column < schema.size(); column++) {
            Object value = row.get(column);
            if (value != null) {
                object.set(
                        schema.field(column).name(),
                        node(value, schema.field(column).type()));
            }
        }
        return object;
    }

    private static JsonNode node(@Nullable Object value, DataType type) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (type instanceof Schema struct) {
            return node((Row) value, struct);
        }
        if (type instanceof ArrayType array) {
            ArrayNode nodes = NODES.arrayNode();
            ((List<?>) value).forEach(each -> nodes.add(node(each, array.element())));
            return nodes;
        }
        if (type instanceof MapType map) {
            ObjectNode object = NODES.objectNode();
            ((Map<?, ?>) value).forEach((key, each) -> object.set(String.valueOf(key), node(each, map.value())));
            return object;
        }
        return simple(value);
    }

    private static JsonNode simple(Object value) {
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        }
        if (value instanceof Double || value instanceof Float) {
            return NODES.numberNode(((Number) value).doubleValue());
        }
        if (value instanceof Number number) {
            return NODES.numberNode(number.longValue());
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
        }
        return NODES.textNode(value.toString());
    }
}
