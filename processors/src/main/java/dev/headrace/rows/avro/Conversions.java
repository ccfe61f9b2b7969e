package dev.headrace.rows.avro;

import dev.headrace.rows.avro.RecordRows.FromAvro;
import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.Micros;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Finds how values of an Avro schema become those of a column's type: the same, or a wider one. */
final class Conversions {

    private static final long NANOS_PER_MICRO = 1_000;

    private Conversions() {}

    static FromAvro of(Schema field, DataType type, String path) {
        Schema avro = AvroRows.valueSchema(field);
        if (type instanceof ArrayType array && avro.getType() == Schema.Type.ARRAY) {
            FromAvro element = of(avro.getElementType(), array.element(), path + ".element");
            return value -> listOf(element, (Collection<?>) value);
        }
        if (type instanceof MapType map) {
            return ofMap(avro, map, path);
        }
        if (type instanceof dev.headrace.rows.data.Schema struct && avro.getType() == Schema.Type.RECORD) {
            RecordRows rows = RecordRows.of(avro, struct, path + ".");
            return value -> rows.toRow((GenericRecord) value);
        }
        FromAvro simple = type instanceof DecimalType decimal
                ? toDecimal(avro, decimal)
                : type instanceof SimpleType wanted ? of(field, avro, wanted) : null;
        if (simple == null) {
            throw misfit(avro, type, path);
        }
        return simple;
    }

    private static @Nullable FromAvro of(Schema field, Schema avro, SimpleType wanted) {
        Schema.Type given = widestOf(field, avro);
        return switch (wanted) {
            case BOOLEAN -> given == Schema.Type.BOOLEAN ? value -> value : null;
            case TINYINT -> given == Schema.Type.INT ? value -> ((Integer) value).byteValue() : null;
            case SMALLINT -> given == Schema.Type.INT ? value -> ((Integer) value).shortValue() : null;
            case INT -> given == Schema.Type.INT ? value -> value : null;
            case BIGINT ->
                given == Schema.Type.INT || given == Schema.Type.LONG ? value -> ((Number) value).longValue() : null;
            case FLOAT -> given == Schema.Type.FLOAT ? value -> value : null;
            case DOUBLE ->
                given == Schema.Type.INT || given == Schema.Type.FLOAT || given == Schema.Type.DOUBLE
                        ? value -> ((Number) value).doubleValue()
                        : null;
            case STRING -> isText(avro) ? Object::toString : null;
            case BINARY -> isBytes(avro) ? Conversions::bytesOf : null;
            case DATE ->
                avro.getLogicalType() instanceof LogicalTypes.Date
                        ? value -> LocalDate.ofEpochDay((Integer) value)
                        : null;
            case TIMESTAMP -> toInstant(avro);
            case TIMESTAMP_NTZ -> toLocal(avro);
            case VOID -> value -> value;
        };
    }

    private static Schema.Type widestOf(Schema field, Schema avro) {
        if (field.isUnion()) {
            for (Schema each : field.getTypes()) {
                if (each.getType() == Schema.Type.LONG || each.getType() == Schema.Type.DOUBLE) {
                    return each.getType();
                }
            }
        }
        return avro.getType();
    }

    private static boolean isText(Schema avro) {
        return avro.getType() == Schema.Type.STRING || avro.getType() == Schema.Type.ENUM;
    }

    private static boolean isBytes(Schema avro) {
        return avro.getType() == Schema.Type.BYTES || avro.getType() == Schema.Type.FIXED;
    }

    private static ByteBuffer bytesOf(Object value) {
        return value instanceof GenericFixed fixed
                ? ByteBuffer.wrap(fixed.bytes()).asReadOnlyBuffer()
                : ((ByteBuffer) value).asReadOnlyBuffer();
    }

    private static byte[] arrayOf(Object value) {
        ByteBuffer buffer = bytesOf(value);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static @Nullable FromAvro toDecimal(Schema avro, DecimalType type) {
        if (!(avro.getLogicalType() instanceof LogicalTypes.Decimal given)
                || type.scale() < given.getScale()
                || type.precision() - type.scale() < given.getPrecision() - given.getScale()) {
            return null;
        }
        return value -> new BigDecimal(new BigInteger(arrayOf(value)), given.getScale()).setScale(type.scale());
    }

    private static @Nullable FromAvro toInstant(Schema avro) {
        LogicalType logical = avro.getLogicalType();
        if (logical instanceof LogicalTypes.TimestampMillis) {
            return value -> Instant.ofEpochMilli((Long) value);
        }
        if (logical instanceof LogicalTypes.TimestampNanos) {
            return value -> Micros.toInstant(Math.floorDiv((Long) value, NANOS_PER_MICRO));
        }
        return logical instanceof LogicalTypes.TimestampMicros ? value -> Micros.toInstant((Long) value) : null;
    }

    private static @Nullable FromAvro toLocal(Schema avro) {
        LogicalType logical = avro.getLogicalType();
        if (logical instanceof LogicalTypes.LocalTimestampMillis) {
            return value -> LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC);
        }
        if (logical instanceof LogicalTypes.LocalTimestampNanos) {
            return value -> Micros.toLocal(Math.floorDiv((Long) value, NANOS_PER_MICRO));
        }
        return logical instanceof LogicalTypes.LocalTimestampMicros ? value -> Micros.toLocal((Long) value) : null;
    }

    private static List<@Nullable Object> listOf(FromAvro element, Collection<?> values) {
        List<@Nullable Object> list = new ArrayList<>(values.size());
        for (Object value : values) {
            list.add(value == null ? null : element.of(value));
        }
        return Collections.unmodifiableList(list);
    }

    private static FromAvro ofMap(Schema avro, MapType type, String path) {
        if (avro.getType() == Schema.Type.MAP && type.key() == SimpleType.STRING) {
            FromAvro values = of(avro.getValueType(), type.value(), path + ".value");
            return map -> {
                Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
                ((Map<?, ?>) map)
                        .forEach((key, value) -> converted.put(
                                Objects.requireNonNull(key).toString(), value == null ? null : values.of(value)));
                return Collections.unmodifiableMap(converted);
            };
        }
        if (avro.getType() != Schema.Type.ARRAY || avro.getElementType().getType() != Schema.Type.RECORD) {
            throw misfit(avro, type, path);
        }
        Schema entry = avro.getElementType();
        Schema.Field key = entry.getField(AvroSchemas.KEY);
        Schema.Field value = entry.getField(AvroSchemas.VALUE);
        if (key == null || value == null) {
            throw misfit(avro, type, path);
        }
        return ofEntries(
                of(key.schema(), type.key(), path + ".key"), of(value.schema(), type.value(), path + ".value"));
    }

    private static FromAvro ofEntries(FromAvro keys, FromAvro values) {
        return entries -> {
            Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
            for (Object entry : (Collection<?>) entries) {
                GenericRecord record = (GenericRecord) entry;
                Object value = record.get(AvroSchemas.VALUE);
                converted.put(keys.of(record.get(AvroSchemas.KEY)), value == null ? null : values.of(value));
            }
            return Collections.unmodifiableMap(converted);
        };
    }

    private static IllegalArgumentException misfit(Schema avro, DataType type, String path) {
        LogicalType logical = avro.getLogicalType();
        return new IllegalArgumentException("Cannot read column '" + path + "' as " + type.ddl() + ": it holds "
                + avro.getType().getName() + (logical == null ? "" : " (" + logical.getName() + ")")
                + ". Declare it so, and cast it afterwards");
    }
}
