package dev.headrace.rows.data;

import dev.headrace.common.NearName;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Moves values between rows of one schema and one class of Java records. Found out once, then used for every row. */
final class RecordBinding<R extends Record> {

    private static final ClassValue<Map<Schema, RecordBinding<?>>> BINDINGS = new ClassValue<>() {
        @Override
        protected Map<Schema, RecordBinding<?>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private final Schema schema;
    private final Class<R> type;
    private final MethodHandle constructor;
    private final MethodHandle[] accessors;
    private final RecordComponent[] components;
    private final int[] columns;

    @SuppressWarnings("unchecked")
    static <R extends Record> RecordBinding<R> of(Schema schema, Class<R> type) {
        return (RecordBinding<R>) BINDINGS.get(type).computeIfAbsent(schema, key -> new RecordBinding<>(schema, type));
    }

    private RecordBinding(Schema schema, Class<R> type) {
        this.schema = schema;
        this.type = type;
        this.components = type.getRecordComponents();
        this.columns = new int[components.length];
        this.accessors = new MethodHandle[components.length];
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Constructor<R> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            this.constructor = lookup.unreflectConstructor(canonical).asSpreader(Object[].class, components.length);
            for (int index = 0; index < components.length; index++) {
                components[index].getAccessor().setAccessible(true);
                accessors[index] = lookup.unreflect(components[index].getAccessor());
                columns[index] = columnOf(components[index].getName());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "Cannot use record " + type.getName() + ": its constructor and accessors are not accessible", e);
        }
    }

    private int columnOf(String component) {
        OptionalInt exact = schema.find(component);
        OptionalInt found = exact.isPresent() ? exact : schema.find(withUnderscores(component));
        return found.orElseThrow(() -> new IllegalArgumentException("Cannot read rows as " + type.getSimpleName()
                + ": there is no column for component '" + component + "'" + NearName.hint(component, schema.names())));
    }

    private static String withUnderscores(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    R toRecord(Row row) {
        @Nullable Object[] arguments = new Object[columns.length];
        for (int index = 0; index < columns.length; index++) {
            arguments[index] = RecordValues.toComponent(components[index], row.get(columns[index]));
        }
        try {
            return type.cast(constructor.invoke(arguments));
        } catch (ClassCastException e) {
            throw new IllegalArgumentException(
                    "Cannot read a row as " + type.getSimpleName() + ": " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException("Cannot make a " + type.getSimpleName() + " of " + row, e);
        }
    }

    Row toRow(Record record) {
        @Nullable Object[] values = new Object[schema.size()];
        boolean[] given = new boolean[values.length];
        for (int index = 0; index < columns.length; index++) {
            Field field = schema.field(columns[index]);
            values[columns[index]] = Fitting.toField(field, component(record, index), field.name());
            given[columns[index]] = true;
        }
        for (int column = 0; column < values.length; column++) {
            if (!given[column]) {
                throw new IllegalArgumentException(
                        "Cannot make a row of a " + type.getSimpleName() + ": it has no component for column '"
                                + schema.field(column).name() + "'");
            }
        }
        return Row.wrap(schema, values);
    }

    private @Nullable Object component(Record record, int index) {
        try {
            return accessors[index].invoke(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException("Cannot read '" + components[index].getName() + "' of " + record, e);
        }
    }
}
