package dev.headrace.rows.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings values that users hand over into the form that rows hold, if nothing is lost on the way. */
final class Fitting {

    private Fitting() {}

    static @Nullable Object toField(Field field, @Nullable Object value, String path) {
        if (value == null && !field.nullable()) {
            throw new IllegalArgumentException("Cannot put null into column '" + path + "': it is NOT NULL");
        }
        return to(field.type(), value, path);
    }

    static @Nullable Object to(DataType type, @Nullable Object value, String path) {
        if (value == null) {
            return null;
        }
        Object fitting;
        if (type instanceof SimpleType simple) {
            fitting = toSimple(simple, value);
        } else if (type instanceof DecimalType decimal) {
            fitting = toDecimal(decimal, value);
        } else if (type instanceof ArrayType array) {
            fitting = value instanceof Collection<?> list ? toList(array, list, path) : null;
        } else if (type instanceof MapType map) {
            fitting = value instanceof Map<?, ?> given ? toMap(map, given, path) : null;
        } else {
            fitting = toRow((Schema) type, value, path);
        }
        if (fitting == null) {
            throw misfit(type, value, path);
        }
        return fitting;
    }

    private static @Nullable Object toSimple(SimpleType type, Object value) {
        return switch (type) {
            case SMALLINT -> value instanceof Byte narrow ? (Object) narrow.shortValue() : sameClass(type, value);
            case INT ->
                value instanceof Byte || value instanceof Short
                        ? (Object) ((Number) value).intValue()
                        : sameClass(type, value);
            case BIGINT ->
                value instanceof Byte || value instanceof Short || value instanceof Integer
                        ? (Object) ((Number) value).longValue()
                        : sameClass(type, value);
            case DOUBLE ->
                value instanceof Float || value instanceof Integer
                        ? (Object) ((Number) value).doubleValue()
                        : sameClass(type, value);
            case STRING -> value instanceof CharSequence || value instanceof Enum ? value.toString() : null;
            case BINARY -> toBuffer(value);
            case TIMESTAMP -> value instanceof Instant moment ? moment.truncatedTo(ChronoUnit.MICROS) : null;
            case TIMESTAMP_NTZ -> value instanceof LocalDateTime local ? local.truncatedTo(ChronoUnit.MICROS) : null;
            case BOOLEAN, TINYINT, FLOAT, DATE, VOID -> sameClass(type, value);
        };
    }

    private static @Nullable Object sameClass(SimpleType type, Object value) {
        return type.valueClass().isInstance(value) ? value : null;
    }

    private static @Nullable ByteBuffer toBuffer(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer();
        }
        return value instanceof ByteBuffer buffer ? buffer.asReadOnlyBuffer() : null;
    }

    private static @Nullable BigDecimal toDecimal(DecimalType type, Object value) {
        BigDecimal exact;
        if (value instanceof BigDecimal decimal) {
            exact = decimal;
        } else if (value instanceof Integer || value instanceof Long) {
            exact = BigDecimal.valueOf(((Number) value).longValue());
        } else {
            return null;
        }
        try {
            BigDecimal scaled = exact.setScale(type.scale(), RoundingMode.UNNECESSARY);
            return type.holds(scaled) ? scaled : null;
        } catch (ArithmeticException moreDigits) {
            return null;
        }
    }

    private static List<@Nullable Object> toList(ArrayType type, Collection<?> given, String path) {
        List<@Nullable Object> list = new ArrayList<>(given.size());
        for (Object element : given) {
            list.add(to(type.element(), element, path + ".element"));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<Object, @Nullable Object> toMap(MapType type, Map<?, ?> given, String path) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            Object fittingKey = to(type.key(), key, path + ".key");
            if (fittingKey == null) {
                throw new IllegalArgumentException(
                        "Cannot put " + given + " into column '" + path + "': the key of a map cannot be null");
            }
            map.put(fittingKey, to(type.value(), value, path + ".value"));
        });
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable Row toRow(Schema type, Object value, String path) {
        if (value instanceof Record record) {
            return Row.from(type, record);
        }
        if (!(value instanceof Row row)) {
            return null;
        }
        if (row.schema().equals(type)) {
            return row;
        }
        if (row.size() != type.size()) {
            throw misfit(type, value, path);
        }
        @Nullable Object[] values = new Object[type.size()];
        for (int index = 0; index < values.length; index++) {
            Field field = type.field(index);
            values[index] = toField(field, row.get(field.name()), path + "." + field.name());
        }
        return Row.wrap(type, values);
    }

    private static IllegalArgumentException misfit(DataType type, Object value, String path) {
        return new IllegalArgumentException("Cannot put " + value + " ("
                + value.getClass().getSimpleName() + ") into column '" + path + "': it is " + type.ddl());
    }
}
