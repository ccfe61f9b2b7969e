package dev.headrace.parquet;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.Micros;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Writes one value that is not null, in the form that {@link ParquetTypes#toFile} gives its type. */
@FunctionalInterface
interface ValueWriter {

    void write(RecordConsumer consumer, Object value);

    /** Writes values of a type. */
    static ValueWriter of(DataType type) {
        if (type instanceof SimpleType simple) {
            return simple(simple);
        }
        if (type instanceof DecimalType decimal) {
            return decimal(decimal);
        }
        if (type instanceof ArrayType array) {
            return list(of(array.element()));
        }
        return type instanceof MapType map ? map(of(map.key()), of(map.value())) : struct((Schema) type);
    }

    private static ValueWriter simple(SimpleType type) {
        return switch (type) {
            case BOOLEAN -> (consumer, value) -> consumer.addBoolean((Boolean) value);
            case TINYINT, SMALLINT, INT -> (consumer, value) -> consumer.addInteger(((Number) value).intValue());
            case BIGINT -> (consumer, value) -> consumer.addLong((Long) value);
            case FLOAT -> (consumer, value) -> consumer.addFloat((Float) value);
            case DOUBLE -> (consumer, value) -> consumer.addDouble((Double) value);
            case STRING -> (consumer, value) -> consumer.addBinary(Binary.fromString((String) value));
            case BINARY ->
                (consumer, value) -> consumer.addBinary(Binary.fromReusedByteBuffer(((ByteBuffer) value).duplicate()));
            case DATE -> (consumer, value) -> consumer.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay()));
            case TIMESTAMP -> (consumer, value) -> consumer.addLong(Micros.of((Instant) value));
            case TIMESTAMP_NTZ -> (consumer, value) -> consumer.addLong(Micros.of((LocalDateTime) value));
            case VOID -> throw new IllegalArgumentException("Nothing but null is of type VOID");
        };
    }

    private static ValueWriter decimal(DecimalType type) {
        PrimitiveTypeName kind = ParquetTypes.kindOf(type);
        if (kind == PrimitiveTypeName.INT32) {
            return (consumer, value) ->
                    consumer.addInteger(((BigDecimal) value).unscaledValue().intValueExact());
        }
        if (kind == PrimitiveTypeName.INT64) {
            return (consumer, value) ->
                    consumer.addLong(((BigDecimal) value).unscaledValue().longValueExact());
        }
        int length = ParquetTypes.bytesOf(type);
        return (consumer, value) -> consumer.addBinary(
                Binary.fromConstantByteArray(signExtended(((BigDecimal) value).unscaledValue(), length)));
    }

    private static byte[] signExtended(BigInteger number, int length) {
        byte[] digits = number.toByteArray();
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, 0, length - digits.length, (byte) (number.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, length - digits.length, digits.length);
        return bytes;
    }

    private static ValueWriter list(ValueWriter elements) {
        return (consumer, value) -> {
            List<?> list = (List<?>) value;
            consumer.startGroup();
            if (!list.isEmpty()) {
                consumer.startField(ListShape.REPEATED, 0);
                for (Object element : list) {
                    consumer.startGroup();
                    if (element != null) {
                        field(consumer, ListShape.ELEMENT, 0, elements, element);
                    }
                    consumer.endGroup();
                }
                consumer.endField(ListShape.REPEATED, 0);
            }
            consumer.endGroup();
        };
    }

    private static ValueWriter map(ValueWriter keys, ValueWriter values) {
        return (consumer, value) -> {
            Map<?, ?> map = (Map<?, ?>) value;
            consumer.startGroup();
            if (!map.isEmpty()) {
                consumer.startField(MapShape.REPEATED, 0);
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    consumer.startGroup();
                    field(consumer, MapShape.KEY, 0, keys, entry.getKey());
                    Object entryValue = entry.getValue();
                    if (entryValue != null) {
                        field(consumer, MapShape.VALUE, 1, values, entryValue);
                    }
                    consumer.endGroup();
                }
                consumer.endField(MapShape.REPEATED, 0);
            }
            consumer.endGroup();
        };
    }

    private static void field(RecordConsumer consumer, String name, int index, ValueWriter writer, Object value) {
        consumer.startField(name, index);
        writer.write(consumer, value);
        consumer.endField(name, index);
    }

    /** Writes rows of a schema. */
    static Struct struct(Schema schema) {
        return new Struct(
                schema,
                schema.fields().stream().map(Field::type).map(ValueWriter::of).toList());
    }

    /** Writes rows, and structs in them. */
    record Struct(Schema schema, List<ValueWriter> writers) implements ValueWriter {

        @Override
        public void write(RecordConsumer consumer, Object value) {
            consumer.startGroup();
            fields(consumer, (Row) value);
            consumer.endGroup();
        }

        /** Writes what is in a row. */
        void fields(RecordConsumer consumer, Row row) {
            for (int index = 0; index < writers.size(); index++) {
                Object value = row.get(index);
                Field field = schema.field(index);
                if (value != null) {
                    ValueWriter.field(consumer, field.name(), index, writers.get(index), value);
                } else if (!field.nullable()) {
                    throw new IllegalArgumentException(
                            "Cannot write null into column '" + field.name() + "': it is NOT NULL");
                }
            }
        }
    }
}
