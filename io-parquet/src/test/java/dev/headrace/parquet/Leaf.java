package dev.headrace.parquet;

import dev.headrace.rows.data.Micros;
import dev.headrace.rows.data.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The values in rows that have no parts, nulls left out, as text that does not depend on who read them. */
final class Leaf {

    private Leaf() {}

    static List<String> of(Row row) {
        List<String> texts = new ArrayList<>();
        add(row, texts);
        return texts;
    }

    private static void add(Object value, List<String> texts) {
        if (value instanceof Row row) {
            for (int column = 0; column < row.size(); column++) {
                add(row.get(column), texts);
            }
        } else if (value instanceof List<?> list) {
            list.forEach(element -> add(element, texts));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, mapped) -> {
                add(key, texts);
                add(mapped, texts);
            });
        } else if (value != null) {
            texts.add(text(value));
        }
    }

    /** Times as microseconds, days as their number, texts and bytes in hexadecimal. */
    static String text(Object value) {
        if (value instanceof Instant moment) {
            return Long.toString(Micros.of(moment));
        }
        if (value instanceof LocalDateTime local) {
            return Long.toString(Micros.of(local));
        }
        if (value instanceof LocalDate day) {
            return Long.toString(day.toEpochDay());
        }
        if (value instanceof String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        return String.valueOf(value);
    }

    /** What Parquet's example reader, which knows no types, finds in a file. */
    static List<List<String>> ofFile(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = new Groups(file).build()) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                List<String> texts = new ArrayList<>();
                add(group, texts);
                rows.add(texts);
            }
        }
        return rows;
    }

    private static final class Groups extends ParquetReader.Builder<Group> {

        private Groups(Path file) {
            super(new LocalInputFile(file), new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    private static void add(Group group, List<String> texts) {
        for (int field = 0; field < group.getType().getFieldCount(); field++) {
            Type type = group.getType().getType(field);
            for (int index = 0; index < group.getFieldRepetitionCount(field); index++) {
                if (type.isPrimitive()) {
                    texts.add(text(group, type.asPrimitiveType(), field, index));
                } else {
                    add(group.getGroup(field, index), texts);
                }
            }
        }
    }

    private static String text(Group group, PrimitiveType type, int field, int index) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> Boolean.toString(group.getBoolean(field, index));
            case FLOAT -> Float.toString(group.getFloat(field, index));
            case DOUBLE -> Double.toString(group.getDouble(field, index));
            case INT32 -> ofInt(logical, group.getInteger(field, index));
            case INT64 -> ofLong(logical, group.getLong(field, index));
            case INT96 -> ofInt96(group.getInt96(field, index));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(logical, group.getBinary(field, index));
        };
    }

    private static String ofInt(LogicalTypeAnnotation logical, int value) {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return BigDecimal.valueOf(value, decimal.getScale()).toString();
        }
        return logical instanceof IntLogicalTypeAnnotation number && !number.isSigned()
                ? Integer.toUnsignedString(value)
                : Integer.toString(value);
    }

    private static String ofLong(LogicalTypeAnnotation logical, long value) {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return BigDecimal.valueOf(value, decimal.getScale()).toString();
        }
        if (logical instanceof TimestampLogicalTypeAnnotation time) {
            return Long.toString(
                    switch (time.getUnit()) {
                        case MILLIS -> value * 1_000;
                        case MICROS -> value;
                        case NANOS -> Math.floorDiv(value, 1_000);
                    });
        }
        return logical instanceof IntLogicalTypeAnnotation number && !number.isSigned()
                ? Long.toUnsignedString(value)
                : Long.toString(value);
    }

    private static String ofInt96(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        BigInteger nanosOfDay = BigInteger.valueOf(bytes.getLong());
        BigInteger nanos = BigInteger.valueOf(bytes.getInt() - 2_440_588L)
                .multiply(BigInteger.valueOf(86_400_000_000_000L))
                .add(nanosOfDay);
        return Long.toString(nanos.divide(BigInteger.valueOf(1_000)).longValue());
    }

    private static String ofBytes(LogicalTypeAnnotation logical, Binary value) {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()).toString();
        }
        if (logical instanceof Float16LogicalTypeAnnotation) {
            byte[] bytes = value.getBytes();
            int sign = bytes[1] < 0 ? -1 : 1;
            int exponent = (bytes[1] & 0x7C) >> 2;
            int fraction = (bytes[1] & 3) << 8 | bytes[0] & 0xFF;
            double magnitude = exponent == 31
                    ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                    : exponent == 0
                            ? fraction / 1024.0 * Math.pow(2, -14)
                            : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
            return Float.toString((float) (sign * magnitude));
        }
        return HexFormat.of().formatHex(value.getBytes());
    }
}
