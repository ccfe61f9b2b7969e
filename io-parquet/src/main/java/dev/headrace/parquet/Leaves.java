package dev.headrace.parquet;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Micros;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Converts values that have no parts: to the type that the file gives them, or to a wider one. */
final class Leaves {

    private static final int NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;
    private static final long MICROS_PER_DAY = 86_400 * Micros.PER_SECOND;

    private Leaves() {}

    static Converter of(PrimitiveType field, DataType wanted, Slot slot, String path) {
        DataType given = ParquetTypes.of(field);
        Converter leaf = given == SimpleType.VOID || wanted == SimpleType.VOID
                ? Converters.ignoring(field)
                : switch (field.getPrimitiveTypeName()) {
                    case BOOLEAN -> wanted == SimpleType.BOOLEAN ? new Truth(slot) : null;
                    case INT32, INT64 -> {
                        LongFunction<Object> of = whole(field, given, wanted, path);
                        yield of == null ? null : new Whole(slot, of);
                    }
                    case FLOAT, DOUBLE -> {
                        DoubleFunction<Object> of = fraction(given, wanted);
                        yield of == null ? null : new Fraction(slot, of);
                    }
                    case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> {
                        Function<Binary, Object> of = bytes(field, given, wanted);
                        yield of == null ? null : new Bytes(slot, of);
                    }
                };
        if (leaf == null) {
            throw Converters.misfit(field, wanted, path);
        }
        return leaf;
    }

    private static @Nullable LongFunction<Object> whole(
            PrimitiveType field, DataType given, DataType wanted, String path) {
        if (given instanceof DecimalType decimal) {
            return wanted instanceof DecimalType wider && isWithin(decimal, wider)
                    ? decimals(field, decimal, wider)
                    : null;
        }
        if (given == SimpleType.DATE) {
            return wanted == given ? LocalDate::ofEpochDay : null;
        }
        if (field.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time) {
            return wanted == given ? times(time, wanted) : null;
        }
        SimpleType from = (SimpleType) given;
        boolean isUnsigned = field.getPrimitiveTypeName() == PrimitiveTypeName.INT32 && from == SimpleType.BIGINT;
        if (!(wanted instanceof SimpleType to)) {
            return null;
        }
        return switch (to) {
            case TINYINT -> from.compareTo(SimpleType.INT) <= 0 ? value -> narrow(value, (byte) value, path) : null;
            case SMALLINT -> from.compareTo(SimpleType.INT) <= 0 ? value -> narrow(value, (short) value, path) : null;
            case INT -> from.compareTo(SimpleType.INT) <= 0 ? value -> (int) value : null;
            case BIGINT -> isUnsigned ? value -> Integer.toUnsignedLong((int) value) : value -> value;
            case DOUBLE -> from.compareTo(SimpleType.INT) <= 0 ? value -> (double) value : null;
            default -> null;
        };
    }

    /** Writers that know no small numbers write them as large ones. */
    private static Number narrow(long value, Number narrow, String path) {
        if (narrow.longValue() != value) {
            throw new ParquetDecodingException(
                    "the value " + value + " of column '" + path + "' is too large. Declare a wider type");
        }
        return narrow;
    }

    private static boolean isWithin(DecimalType given, DecimalType wanted) {
        return given.scale() <= wanted.scale()
                && given.precision() - given.scale() <= wanted.precision() - wanted.scale();
    }

    private static LongFunction<Object> decimals(PrimitiveType field, DecimalType given, DecimalType wanted) {
        boolean isUnsigned = field.getPrimitiveTypeName() == PrimitiveTypeName.INT64 && given.precision() > 19;
        return isUnsigned
                ? value -> new BigDecimal(Long.toUnsignedString(value)).setScale(wanted.scale())
                : value -> BigDecimal.valueOf(value, given.scale()).setScale(wanted.scale());
    }

    private static LongFunction<Object> times(TimestampLogicalTypeAnnotation time, DataType wanted) {
        LongFunction<Object> ofMicros = wanted == SimpleType.TIMESTAMP ? Micros::toInstant : Micros::toLocal;
        return switch (time.getUnit()) {
            case MILLIS -> value -> ofMicros.apply(Math.multiplyExact(value, MICROS_PER_MILLI));
            case MICROS -> ofMicros;
            case NANOS -> value -> ofMicros.apply(Math.floorDiv(value, NANOS_PER_MICRO));
        };
    }

    private static @Nullable DoubleFunction<Object> fraction(DataType given, DataType wanted) {
        if (wanted == SimpleType.DOUBLE) {
            return value -> value;
        }
        return wanted == SimpleType.FLOAT && given == SimpleType.FLOAT ? value -> (float) value : null;
    }

    private static @Nullable Function<Binary, Object> bytes(PrimitiveType field, DataType given, DataType wanted) {
        if (given instanceof DecimalType decimal) {
            return wanted instanceof DecimalType wider && isWithin(decimal, wider)
                    ? value -> new BigDecimal(new BigInteger(value.getBytesUnsafe()), decimal.scale())
                            .setScale(wider.scale())
                    : null;
        }
        if (field.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            return wanted == SimpleType.TIMESTAMP ? Leaves::ofInt96 : null;
        }
        if (given == SimpleType.FLOAT) {
            return wanted == SimpleType.FLOAT
                    ? Leaves::ofHalf
                    : wanted == SimpleType.DOUBLE ? value -> (double) ofHalf(value) : null;
        }
        if (wanted == SimpleType.BINARY) {
            return value -> ByteBuffer.wrap(value.getBytes()).asReadOnlyBuffer();
        }
        if (wanted != SimpleType.STRING) {
            return null;
        }
        return field.getLogicalTypeAnnotation() instanceof UUIDLogicalTypeAnnotation
                ? Leaves::ofUuid
                : Binary::toStringUsingUTF8;
    }

    /**
     * Nanoseconds of the day, then the number of the day by Julius Scaliger's count; the lowest byte first. Spark writes moments
     * that overflow as they overflow, and reads them so.
     */
    private static Instant ofInt96(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanosOfDay = bytes.getLong();
        long day = bytes.getInt() - JULIAN_DAY_OF_1970;
        return Micros.toInstant(day * MICROS_PER_DAY + Math.floorDiv(nanosOfDay, NANOS_PER_MICRO));
    }

    /** IEEE 754 binary16, the lowest byte first: a sign, 5 bits of exponent, 10 of fraction. */
    private static float ofHalf(Binary value) {
        short bits = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort();
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float magnitude = exponent == 0x1F
                ? (fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
                : exponent == 0
                        ? Math.scalb((float) fraction, -24)
                        : Math.scalb((float) (fraction | 0x400), exponent - 25);
        return bits < 0 ? -magnitude : magnitude;
    }

    private static String ofUuid(Binary value) {
        ByteBuffer bytes = value.toByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    private static final class Truth extends PrimitiveConverter {

        private final Slot slot;

        private Truth(Slot slot) {
            this.slot = slot;
        }

        @Override
        public void addBoolean(boolean value) {
            slot.set(value);
        }
    }

    private static final class Whole extends PrimitiveConverter {

        private final Slot slot;
        private final LongFunction<Object> of;

        private Whole(Slot slot, LongFunction<Object> of) {
            this.slot = slot;
            this.of = of;
        }

        @Override
        public void addInt(int value) {
            slot.set(of.apply(value));
        }

        @Override
        public void addLong(long value) {
            slot.set(of.apply(value));
        }
    }

    private static final class Fraction extends PrimitiveConverter {

        private final Slot slot;
        private final DoubleFunction<Object> of;

        private Fraction(Slot slot, DoubleFunction<Object> of) {
            this.slot = slot;
            this.of = of;
        }

        @Override
        public void addFloat(float value) {
            slot.set(of.apply(value));
        }

        @Override
        public void addDouble(double value) {
            slot.set(of.apply(value));
        }
    }

    /** Converts each value of a dictionary once. */
    private static final class Bytes extends PrimitiveConverter {

        private final Slot slot;
        private final Function<Binary, Object> of;
        private @Nullable Dictionary dictionary;
        private @Nullable Object[] converted = {};

        private Bytes(Slot slot, Function<Binary, Object> of) {
            this.slot = slot;
            this.of = of;
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary read) {
            dictionary = read;
            converted = new Object[read.getMaxId() + 1];
        }

        @Override
        public void addValueFromDictionary(int id) {
            Object value = converted[id];
            if (value == null && dictionary != null) {
                value = of.apply(dictionary.decodeToBinary(id));
                converted[id] = value;
            }
            slot.set(Objects.requireNonNull(value));
        }

        @Override
        public void addBinary(Binary value) {
            slot.set(of.apply(value));
        }
    }
}
