package dev.headrace.files.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the schema of JSON objects: the narrowest that all of them fit. Columns stand in the order of their names. */
final class JsonSchemas {

    private Schema seen = Schema.of(List.of());

    void see(JsonNode object) {
        seen = (Schema) merged(seen, typeOf(object));
    }

    /** The schema; a column that was null wherever it was is text. */
    Schema schema() {
        return (Schema) settled(seen);
    }

    private static DataType typeOf(JsonNode node) {
        if (node.isObject()) {
            return Schema.of(node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(each -> new Field(each.getKey(), typeOf(each.getValue()), true))
                    .toList());
        }
        if (node.isArray()) {
            DataType element = SimpleType.VOID;
            for (JsonNode each : node) {
                element = merged(element, typeOf(each));
            }
            return new ArrayType(element);
        }
        if (node.isBoolean()) {
            return SimpleType.BOOLEAN;
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? SimpleType.BIGINT : SimpleType.DOUBLE;
        }
        if (node.isNumber()) {
            return SimpleType.DOUBLE;
        }
        return node.isNull() ? SimpleType.VOID : SimpleType.STRING;
    }

    private static DataType merged(DataType one, DataType other) {
        if (one.equals(other) || other == SimpleType.VOID) {
            return one;
        }
        if (one == SimpleType.VOID) {
            return other;
        }
        if (one instanceof Schema left && other instanceof Schema right) {
            return mergedFields(left, right);
        }
        if (one instanceof ArrayType left && other instanceof ArrayType right) {
            return new ArrayType(merged(left.element(), right.element()));
        }
        return one.isNumeric() && other.isNumeric() ? SimpleType.DOUBLE : SimpleType.STRING;
    }

    private static Schema mergedFields(Schema left, Schema right) {
        Map<String, Field> fields = new LinkedHashMap<>();
        left.fields().forEach(field -> fields.put(field.name(), field));
        right.fields()
                .forEach(field -> fields.merge(
                        field.name(),
                        field,
                        (before, now) -> new Field(before.name(), merged(before.type(), now.type()), true)));
        return Schema.of(fields.values().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList());
    }

    private static DataType settled(DataType type) {
        if (type instanceof Schema struct) {
            return Schema.of(struct.fields().stream()
                    .map(field -> new Field(field.name(), settled(field.type()), true))
                    .toList());
        }
        if (type instanceof ArrayType array) {
            return new ArrayType(settled(array.element()));
        }
        return type == SimpleType.VOID ? SimpleType.STRING : type;
    }
}
