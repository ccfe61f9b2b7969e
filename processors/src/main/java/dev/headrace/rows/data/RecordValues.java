package dev.headrace.rows.data;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives values of rows the types that the components of Java records have. */
final class RecordValues {

    private RecordValues() {}

    static @Nullable Object toComponent(RecordComponent component, @Nullable Object value) {
        if (value == null && component.getType().isPrimitive()) {
            throw new IllegalArgumentException("Cannot read a row as "
                    + component.getDeclaringRecord().getSimpleName() + ": component '" + component.getName()
                    + "' is a primitive and its column is null; declare it as the boxed type");
        }
        return to(component.getGenericType(), value);
    }

    private static @Nullable Object to(Type type, @Nullable Object value) {
        if (value instanceof Row row && type instanceof Class<?> plain && plain.isRecord()) {
            return row.as(plain.asSubclass(Record.class));
        }
        if (value instanceof String name && type instanceof Class<?> plain && plain.isEnum()) {
            return constant(plain, name);
        }
        if (value instanceof ByteBuffer buffer && type == byte[].class) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof List<?> list && type instanceof ParameterizedType generic) {
            return toList(generic.getActualTypeArguments()[0], list);
        }
        return value instanceof Map<?, ?> map && type instanceof ParameterizedType generic
                ? toMap(generic.getActualTypeArguments(), map)
                : value;
    }

    private static Object constant(Class<?> type, String name) {
        for (Object each : type.getEnumConstants()) {
            if (((Enum<?>) each).name().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("Cannot read '" + name + "' as a " + type.getSimpleName() + ": there are "
                + List.of(type.getEnumConstants()));
    }

    private static List<@Nullable Object> toList(Type element, List<?> list) {
        List<@Nullable Object> converted = new ArrayList<>(list.size());
        list.forEach(each -> converted.add(to(element, each)));
        return Collections.unmodifiableList(converted);
    }

    private static Map<@Nullable Object, @Nullable Object> toMap(Type[] keyAndValue, Map<?, ?> map) {
        Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
        map.forEach((key, value) -> converted.put(to(keyAndValue[0], key), to(keyAndValue[1], value)));
        return Collections.unmodifiableMap(converted);
    }
}
