package dev.headrace.rows.avro;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.SimpleType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Finds the types of columns for Avro's schemas. It remembers which records it is within, to refuse those without an end. */
final class AvroTypes {

    private final Deque<String> within = new ArrayDeque<>();

    dev.headrace.rows.data.Schema schemaOf(Schema record, String path) {
        if (record.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    "Cannot read " + path + " as rows: its schema is no record, but " + record.getType());
        }
        if (within.contains(record.getFullName())) {
            throw new IllegalArgumentException("Cannot read field '" + path + "': record " + record.getFullName()
                    + " contains itself, and a struct of columns has an end");
        }
        within.push(record.getFullName());
        List<Field> fields = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            String fieldPath = within.size() == 1 ? field.name() : path + "." + field.name();
            fields.add(new Field(field.name(), typeOf(field.schema(), fieldPath), isNullable(field.schema())));
        }
        within.pop();
        return dev.headrace.rows.data.Schema.of(fields);
    }

    private static boolean isNullable(Schema schema) {
        return schema.isNullable();
    }

    private DataType typeOf(Schema schema, String path) {
        return switch (schema.getType()) {
            case UNION -> typeOfUnion(schema, path);
            case RECORD -> schemaOf(schema, path);
            case ARRAY -> typeOfArray(schema, path);
            case MAP -> new MapType(SimpleType.STRING, typeOf(schema.getValueType(), path + ".value"));
            case BYTES, FIXED -> typeOfBytes(schema);
            case INT -> typeOfInt(schema);
            case LONG -> typeOfLong(schema);
            case STRING, ENUM -> SimpleType.STRING;
            case FLOAT -> SimpleType.FLOAT;
            case DOUBLE -> SimpleType.DOUBLE;
            case BOOLEAN -> SimpleType.BOOLEAN;
            case NULL -> SimpleType.VOID;
        };
    }

    private DataType typeOfUnion(Schema union, String path) {
        List<DataType> types = union.getTypes().stream()
                .filter(each -> each.getType() != Schema.Type.NULL)
                .map(each -> typeOf(each, path))
                .distinct()
                .toList();
        if (types.isEmpty()) {
            return SimpleType.VOID;
        }
        if (types.size() == 1) {
            return types.get(0);
        }
        if (types.size() == 2 && types.contains(SimpleType.INT) && types.contains(SimpleType.BIGINT)) {
            return SimpleType.BIGINT;
        }
        if (types.size() == 2 && types.contains(SimpleType.FLOAT) && types.contains(SimpleType.DOUBLE)) {
            return SimpleType.DOUBLE;
        }
        throw new IllegalArgumentException("Cannot read field '" + path + "': it holds values of several types, "
                + types.stream().map(DataType::ddl).toList() + ", and a column has one");
    }

    private DataType typeOfArray(Schema array, String path) {
        if (!"MAP".equals(array.getProp(AvroSchemas.TYPE))) {
            return new ArrayType(typeOf(array.getElementType(), path + ".element"));
        }
        Schema entry = array.getElementType();
        return new MapType(
                typeOf(entry.getField(AvroSchemas.KEY).schema(), path + ".key"),
                typeOf(entry.getField(AvroSchemas.VALUE).schema(), path + ".value"));
    }

    private static DataType typeOfBytes(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                && decimal.getPrecision() <= DecimalType.PRECISION_MAX) {
            return new DecimalType(decimal.getPrecision(), decimal.getScale());
        }
        return SimpleType.BINARY;
    }

    private static DataType typeOfInt(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Date) {
            return SimpleType.DATE;
        }
        String marked = schema.getProp(AvroSchemas.TYPE);
        return marked == null ? SimpleType.INT : SimpleType.valueOf(marked);
    }

    private static DataType typeOfLong(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.TimestampMillis
                || logical instanceof LogicalTypes.TimestampMicros
                || logical instanceof LogicalTypes.TimestampNanos) {
            return SimpleType.TIMESTAMP;
        }
        if (logical instanceof LogicalTypes.LocalTimestampMillis
                || logical instanceof LogicalTypes.LocalTimestampMicros
                || logical instanceof LogicalTypes.LocalTimestampNanos) {
            return SimpleType.TIMESTAMP_NTZ;
        }
        return SimpleType.BIGINT;
    }
}
