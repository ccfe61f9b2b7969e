package dev.headrace.rows.expression;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of arrays, maps and structs. A place that an array does not have is an error, as under ANSI rules in Spark. */
public final class Elements {

    private Elements() {}

    /** How many elements there are. */
    public static Call size(Expression collection) {
        return Call.of("size", List.of(collection), arguments -> {
            DataType type = arguments.get(0).type();
            if (!(type instanceof ArrayType) && !(type instanceof MapType)) {
                throw neither(type);
            }
            return Call.strict(
                    SimpleType.INT,
                    arguments.get(0),
                    value -> value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size());
        });
    }

    /** The element at a place, from 0, or of a key, null where there is none. */
    public static Call item(Expression collection, Expression at) {
        return new Call(
                "getItem",
                collection.name() + "[" + at.name() + "]",
                List.of(collection, at),
                arguments -> element(arguments, Elements::fromZero));
    }

    /** The element at a place, from 1, or from the end where it is negative; or of a key, null where there is none. */
    public static Call elementAt(Expression collection, Expression at) {
        return Call.of("element_at", List.of(collection, at), arguments -> element(arguments, Elements::fromOne));
    }

    private static int fromZero(int place, int size) {
        return place;
    }

    private static int fromOne(int place, int size) {
        return place > 0 ? place - 1 : place < 0 ? size + place : size;
    }

    /** Where in a list of some size a place is. */
    private interface Counting {
        int index(int place, int size);
    }

    private static Bound element(List<Bound> arguments, Counting counting) {
        Bound collection = arguments.get(0);
        Bound at = arguments.get(1);
        if (collection.type() instanceof MapType map) {
            Casts.Cast toKey = Casts.cast(at.type(), map.key());
            return Call.strict(
                    map.value(), collection, at, (value, wanted) -> ((Map<?, ?>) value).get(toKey.of(wanted)));
        }
        if (!(collection.type() instanceof ArrayType array)) {
            throw neither(collection.type());
        }
        if (!(at.type() instanceof SimpleType type) || !type.isIntegral()) {
            throw new IllegalArgumentException(
                    "a place is a whole number, and there is " + at.type().ddl());
        }
        return Call.strict(array.element(), collection, at, (value, place) -> {
            List<?> list = (List<?>) value;
            int index = counting.index(((Number) place).intValue(), list.size());
            if (index < 0 || index >= list.size()) {
                throw new ArithmeticException("there is no element " + place + " among " + list.size()
                        + ". Filter such rows out by size(..)");
            }
            return list.get(index);
        });
    }

    /** An array of values, of the type that they have in common. */
    public static Call array(List<Expression> values) {
        return Call.of("array", values, arguments -> {
            if (arguments.isEmpty()) {
                throw new IllegalArgumentException("it takes values, and there is none to tell its type");
            }
            List<Bound> alike = Casts.alike(arguments);
            return new Bound(new ArrayType(alike.get(0).type()), (row, nowMs) -> {
                List<@Nullable Object> list = new ArrayList<>(alike.size());
                for (Bound each : alike) {
                    list.add(each.of(row, nowMs));
                }
                return Collections.unmodifiableList(list);
            });
        });
    }

    /** Whether an array has a value among its elements; unknown where it has not, but has a null. */
    public static Call contains(Expression array, Expression value) {
        return Call.of("array_contains", List.of(array, value), arguments -> {
            if (!(arguments.get(0).type() instanceof ArrayType type)) {
                throw neither(arguments.get(0).type());
            }
            Comparisons.Order order =
                    Comparisons.order(type.element(), arguments.get(1).type());
            return Call.strict(SimpleType.BOOLEAN, arguments.get(0), arguments.get(1), (list, wanted) -> {
                boolean hasNull = false;
                for (Object each : (List<?>) list) {
                    if (each == null) {
                        hasNull = true;
                    } else if (order.compare(each, wanted) == 0) {
                        return true;
                    }
                }
                return hasNull ? null : false;
            });
        });
    }

    /** A struct of columns under their names. */
    public static Call struct(List<Expression> columns) {
        return Call.of("struct", columns, arguments -> {
            List<Field> fields = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                fields.add(new Field(
                        columns.get(column).name(), arguments.get(column).type(), true));
            }
            Schema schema = Schema.of(fields);
            return new Bound(schema, (row, nowMs) -> {
                @Nullable Object[] values = new Object[arguments.size()];
                for (int column = 0; column < values.length; column++) {
                    values[column] = arguments.get(column).of(row, nowMs);
                }
                return Row.wrap(schema, values);
            });
        });
    }

    /** A field of a struct that is no column. */
    public static Call field(Expression struct, String name) {
        return new Call("getField", struct.name() + "." + name, List.of(struct), arguments -> {
            if (!(arguments.get(0).type() instanceof Schema schema)) {
                throw new IllegalArgumentException("it takes a struct, and there is "
                        + arguments.get(0).type().ddl());
            }
            int index = schema.indexOf(name);
            return Call.strict(schema.field(index).type(), arguments.get(0), value -> ((Row) value).get(index));
        });
    }

    private static IllegalArgumentException neither(DataType type) {
        return new IllegalArgumentException("it takes an array or a map, and there is " + type.ddl());
    }
}
