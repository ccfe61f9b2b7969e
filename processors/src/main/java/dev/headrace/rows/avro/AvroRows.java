package dev.headrace.rows.avro;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.Micros;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Makes Avro's generic records of rows of one schema. What each column needs is found out once. */
public final class AvroRows {

    private final Schema avro;
    private final ToAvro[] columns;

    private AvroRows(Schema avro, ToAvro[] columns) {
        this.avro = avro;
        this.columns = columns;
    }

    /**
     * For rows of a schema.
     *
     * @param name the name of the records
     */
    public static AvroRows of(dev.headrace.rows.data.Schema rows, String name) {
        return within(rows, AvroSchemas.of(rows, name));
    }

    private static AvroRows within(dev.headrace.rows.data.Schema rows, Schema avro) {
        ToAvro[] columns = new ToAvro[rows.size()];
        for (int index = 0; index < columns.length; index++) {
            Field field = rows.field(index);
            columns[index] = converter(
                    field.type(), valueSchema(avro.getFields().get(index).schema()));
        }
        return new AvroRows(avro, columns);
    }

    /** The schema of the records. */
    public Schema schema() {
        return avro;
    }

    /** The record that holds what {@code row} does. */
    public GenericRecord toRecord(Row row) {
        GenericData.Record record = new GenericData.Record(avro);
        for (int index = 0; index < columns.length; index++) {
            record.put(index, columns[index].ofNullable(row.get(index)));
        }
        return record;
    }

    /** Gives a value the class by which Avro knows it. */
    private interface ToAvro {

        Object of(Object value);

        default @Nullable Object ofNullable(@Nullable Object value) {
            return value == null ? null : of(value);
        }
    }

    private static ToAvro converter(DataType type, Schema avro) {
        if (type instanceof SimpleType simple) {
            return converter(simple);
        }
        if (type instanceof DecimalType) {
            return value -> ByteBuffer.wrap(((BigDecimal) value).unscaledValue().toByteArray());
        }
        if (type instanceof ArrayType array) {
            ToAvro element = converter(array.element(), valueSchema(avro.getElementType()));
            return value -> listOf(element, (List<?>) value);
        }
        if (type instanceof MapType map) {
            return avro.getType() == Schema.Type.MAP ? ofTextMap(map, avro) : ofMap(map, avro);
        }
        AvroRows struct = within((dev.headrace.rows.data.Schema) type, avro);
        return value -> struct.toRecord((Row) value);
    }

    private static ToAvro converter(SimpleType type) {
        return switch (type) {
            case TINYINT, SMALLINT -> value -> ((Number) value).intValue();
            case DATE -> value -> Math.toIntExact(((LocalDate) value).toEpochDay());
            case TIMESTAMP -> value -> Micros.of((Instant) value);
            case TIMESTAMP_NTZ -> value -> Micros.of((LocalDateTime) value);
            case BINARY -> value -> ((ByteBuffer) value).duplicate();
            case BOOLEAN, INT, BIGINT, FLOAT, DOUBLE, STRING, VOID -> value -> value;
        };
    }

    private static List<@Nullable Object> listOf(ToAvro element, List<?> values) {
        List<@Nullable Object> list = new ArrayList<>(values.size());
        for (Object value : values) {
            list.add(element.ofNullable(value));
        }
        return list;
    }

    private static ToAvro ofTextMap(MapType type, Schema avro) {
        ToAvro converter = converter(type.value(), valueSchema(avro.getValueType()));
        return map -> {
            Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
            ((Map<?, ?>) map)
                    .forEach((key, value) -> converted.put(Objects.requireNonNull(key), converter.ofNullable(value)));
            return converted;
        };
    }

    private static ToAvro ofMap(MapType type, Schema avro) {
        Schema entry = avro.getElementType();
        ToAvro keys = converter(type.key(), entry.getField(AvroSchemas.KEY).schema());
        ToAvro values = converter(
                type.value(), valueSchema(entry.getField(AvroSchemas.VALUE).schema()));
        return map -> {
            List<GenericRecord> entries = new ArrayList<>();
            ((Map<?, ?>) map).forEach((key, value) -> {
                GenericData.Record record = new GenericData.Record(entry);
                record.put(AvroSchemas.KEY, keys.ofNullable(key));
                record.put(AvroSchemas.VALUE, values.ofNullable(value));
                entries.add(record);
            });
            return entries;
        };
    }

    /** The schema of values that are there: without the null of a union. */
    static Schema valueSchema(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(each -> each.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(schema);
    }
}
