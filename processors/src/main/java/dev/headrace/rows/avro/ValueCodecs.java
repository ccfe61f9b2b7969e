package dev.headrace.rows.avro;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.Micros;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** The codec of each type. */
final class ValueCodecs {

    private ValueCodecs() {}

    static ValueCodec of(DataType type) {
        if (type instanceof SimpleType simple) {
            return of(simple);
        }
        if (type instanceof DecimalType decimal) {
            return codec(
                    (value, encoder) -> encoder.writeBytes(
                            ((BigDecimal) value).unscaledValue().toByteArray()),
                    decoder -> new BigDecimal(
                            new BigInteger(decoder.readBytes(null).array()), decimal.scale()));
        }
        if (type instanceof ArrayType array) {
            return list(new NullableCodec(of(array.element())));
        }
        return type instanceof MapType map
                ? map(of(map.key()), new NullableCodec(of(map.value())))
                : RowCodec.of((Schema) type);
    }

    private static ValueCodec of(SimpleType type) {
        return switch (type) {
            case BOOLEAN -> codec((value, to) -> to.writeBoolean((Boolean) value), Decoder::readBoolean);
            case TINYINT -> codec((value, to) -> to.writeInt((Byte) value), from -> (byte) from.readInt());
            case SMALLINT -> codec((value, to) -> to.writeInt((Short) value), from -> (short) from.readInt());
            case INT -> codec((value, to) -> to.writeInt((Integer) value), Decoder::readInt);
            case BIGINT -> codec((value, to) -> to.writeLong((Long) value), Decoder::readLong);
            case FLOAT -> codec((value, to) -> to.writeFloat((Float) value), Decoder::readFloat);
            case DOUBLE -> codec((value, to) -> to.writeDouble((Double) value), Decoder::readDouble);
            case STRING -> codec((value, to) -> to.writeString((String) value), Decoder::readString);
            case BINARY ->
                codec((value, to) -> to.writeBytes(((ByteBuffer) value).duplicate()), from -> from.readBytes(null)
                        .asReadOnlyBuffer());
            case DATE ->
                codec(
                        (value, to) -> to.writeInt(Math.toIntExact(((LocalDate) value).toEpochDay())),
                        from -> LocalDate.ofEpochDay(from.readInt()));
            case TIMESTAMP ->
                codec(
                        (value, to) -> to.writeLong(Micros.of((Instant) value)),
                        from -> Micros.toInstant(from.readLong()));
            case TIMESTAMP_NTZ ->
                codec(
                        (value, to) -> to.writeLong(Micros.of((LocalDateTime) value)),
                        from -> Micros.toLocal(from.readLong()));
            case VOID ->
                codec((value, to) -> to.writeNull(), from -> {
                    from.readNull();
                    throw new IOException("a value of type VOID");
                });
        };
    }

    private static ValueCodec codec(Writing writing, Reading reading) {
        return new ValueCodec() {
            @Override
            public void writeValue(@Nullable Object value, Encoder encoder) throws IOException {
                writing.write(Objects.requireNonNull(value, "null in a column that is NOT NULL"), encoder);
            }

            @Override
            public Object readValue(Decoder decoder) throws IOException {
                return reading.read(decoder);
            }
        };
    }

    private interface Writing {
        void write(Object value, Encoder encoder) throws IOException;
    }

    private interface Reading {
        Object read(Decoder decoder) throws IOException;
    }

    private static ValueCodec list(ValueCodec element) {
        return codec(
                (value, encoder) -> {
                    Collection<?> list = (Collection<?>) value;
                    encoder.writeArrayStart();
                    encoder.setItemCount(list.size());
                    for (Object each : list) {
                        encoder.startItem();
                        element.writeValue(each, encoder);
                    }
                    encoder.writeArrayEnd();
                },
                decoder -> {
                    List<@Nullable Object> list = new ArrayList<>();
                    for (long more = decoder.readArrayStart(); more > 0; more = decoder.arrayNext()) {
                        for (long item = 0; item < more; item++) {
                            list.add(element.readValue(decoder));
                        }
                    }
                    return Collections.unmodifiableList(list);
                });
    }

    /** An array of entries, whatever the keys are. */
    private static ValueCodec map(ValueCodec keys, ValueCodec values) {
        return codec(
                (value, encoder) -> {
                    Map<?, ?> map = (Map<?, ?>) value;
                    encoder.writeArrayStart();
                    encoder.setItemCount(map.size());
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        encoder.startItem();
                        keys.writeValue(entry.getKey(), encoder);
                        values.writeValue(entry.getValue(), encoder);
                    }
                    encoder.writeArrayEnd();
                },
                decoder -> {
                    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                    for (long more = decoder.readArrayStart(); more > 0; more = decoder.arrayNext()) {
                        for (long item = 0; item < more; item++) {
                            map.put(keys.readValue(decoder), values.readValue(decoder));
                        }
                    }
                    return Collections.unmodifiableMap(map);
                });
    }
}
