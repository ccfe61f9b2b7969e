package dev.headrace.rows.plan;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Bound;
import dev.headrace.rows.expression.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row for each element of a list or a map: something to select, and nothing else. Columns of maps are called {@code key} and
 * {@code value}; places, from 0, {@code pos}.
 *
 * @param name what the column of a list's elements is called
 * @param collection the list or map
 * @param outer whether a row without elements stays, with nulls
 * @param withPlaces whether a column says where in the collection an element stands
 */
public record Explosion(String name, Expression collection, boolean outer, boolean withPlaces) implements Expression {

    private static final int COLUMNS_MAX = 3;

    @Override
    public Explosion named(String alias) {
        return new Explosion(alias, collection, outer, withPlaces);
    }

    @Override
    public Set<String> references() {
        return collection.references();
    }

    @Override
    public Bound bind(Schema schema) {
        throw new IllegalArgumentException("Cannot compute " + name + " of explode(" + collection.name()
                + ") as a single value: it makes rows. Use it by itself in select(..) or withColumn(..)");
    }

    /** The columns of elements of a collection. */
    List<Field> fields(Field column) {
        List<Field> fields = new ArrayList<>(COLUMNS_MAX);
        if (withPlaces) {
            fields.add(new Field("pos", SimpleType.INT, true));
        }
        if (column.type() instanceof ArrayType array) {
            fields.add(new Field(name, array.element(), true));
        } else if (column.type() instanceof MapType map) {
            fields.add(new Field("key", map.key(), true));
            fields.add(new Field("value", map.value(), true));
        } else {
            throw new IllegalArgumentException("Cannot explode " + collection.name() + ": it is "
                    + column.type().ddl() + ", and only arrays and maps have elements");
        }
        return fields;
    }

    /** The values of each element, as {@link #fields} has them. */
    List<List<@Nullable Object>> elements(@Nullable Object given, int columns) {
        List<List<@Nullable Object>> elements = new ArrayList<>();
        if (given instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                elements.add(element(elements.size(), entry.getKey(), entry.getValue()));
            }
        } else if (given instanceof Collection<?> list) {
            for (Object one : list) {
                elements.add(element(elements.size(), one));
            }
        }
        if (elements.isEmpty() && outer) {
            elements.add(new ArrayList<>(Collections.nCopies(columns, null)));
        }
        return elements;
    }

    private List<@Nullable Object> element(int place, @Nullable Object... values) {
        List<@Nullable Object> element = new ArrayList<>(COLUMNS_MAX);
        if (withPlaces) {
            element.add(place);
        }
        element.addAll(Arrays.asList(values));
        return element;
    }
}
