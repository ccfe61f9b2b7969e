package dev.headrace.rows.data;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemas that Java records have by their components. */
final class RecordSchemas {

    private static final DecimalType DECIMAL = new DecimalType(DecimalType.PRECISION_MAX, 18);

    private static final Map<Class<?>, DataType> TYPES = Map.ofEntries(
            Map.entry(boolean.class, SimpleType.BOOLEAN),
            Map.entry(byte.class, SimpleType.TINYINT),
            Map.entry(short.class, SimpleType.SMALLINT),
            Map.entry(int.class, SimpleType.INT),
            Map.entry(long.class, SimpleType.BIGINT),
            Map.entry(float.class, SimpleType.FLOAT),
            Map.entry(double.class, SimpleType.DOUBLE),
            Map.entry(Boolean.class, SimpleType.BOOLEAN),
            Map.entry(Byte.class, SimpleType.TINYINT),
            Map.entry(Short.class, SimpleType.SMALLINT),
            Map.entry(Integer.class, SimpleType.INT),
            Map.entry(Long.class, SimpleType.BIGINT),
            Map.entry(Float.class, SimpleType.FLOAT),
            Map.entry(Double.class, SimpleType.DOUBLE),
            Map.entry(String.class, SimpleType.STRING),
            Map.entry(byte[].class, SimpleType.BINARY),
            Map.entry(ByteBuffer.class, SimpleType.BINARY),
            Map.entry(BigDecimal.class, DECIMAL),
            Map.entry(LocalDate.class, SimpleType.DATE),
            Map.entry(Instant.class, SimpleType.TIMESTAMP),
            Map.entry(LocalDateTime.class, SimpleType.TIMESTAMP_NTZ));

    private RecordSchemas() {}

    /** The schema of a record class: primitives are NOT NULL, a decimal has 18 digits behind the point. */
    static Schema of(Class<? extends Record> type) {
        return Schema.of(Arrays.stream(type.getRecordComponents())
                .map(RecordSchemas::field)
                .toList());
    }

    private static Field field(RecordComponent component) {
        DataType type = typeOf(component.getGenericType());
        if (type == null) {
            throw new IllegalArgumentException("Cannot make a schema of "
                    + component.getDeclaringRecord().getSimpleName() + ": component '" + component.getName() + "' is a "
                    + component.getGenericType().getTypeName() + ", which no column can hold");
        }
        return new Field(component.getName(), type, !component.getType().isPrimitive());
    }

    private static @Nullable DataType typeOf(Type type) {
        if (type instanceof Class<?> plain) {
            if (plain.isEnum()) {
                return SimpleType.STRING;
            }
            return plain.isRecord() ? of(plain.asSubclass(Record.class)) : TYPES.get(plain);
        }
        return type instanceof ParameterizedType generic ? typeOf(generic) : null;
    }

    private static @Nullable DataType typeOf(ParameterizedType generic) {
        List<DataType> arguments = Arrays.stream(generic.getActualTypeArguments())
                .map(RecordSchemas::typeOf)
                .filter(each -> each != null)
                .toList();
        if (generic.getRawType() == List.class && arguments.size() == 1) {
            return new ArrayType(arguments.get(0));
        }
        return generic.getRawType() == Map.class && arguments.size() == 2
                ? new MapType(arguments.get(0), arguments.get(1))
                : null;
    }
}
