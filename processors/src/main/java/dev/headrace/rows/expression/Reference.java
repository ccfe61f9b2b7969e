package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.util.Set;

/**
 * A column, or a field of a struct in one.
 *
 * @param path {@code city}, {@code geo.city}
 */
public record Reference(String path) implements Expression {

    @Override
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @Override
    public String meaning() {
        return path;
    }

    @Override
    public Set<String> references() {
        return Set.of(path);
    }

    @Override
    public Bound bind(Schema schema) {
        if (schema.find(path).isPresent()) {
            int index = schema.indexOf(path);
            return new Bound(schema.field(index).type(), (row, nowMs) -> row.get(index));
        }
        String[] steps = path.split("\\.");
        int index = schema.indexOf(steps[0]);
        Bound bound = new Bound(schema.field(index).type(), (row, nowMs) -> row.get(index));
        for (int depth = 1; depth < steps.length; depth++) {
            bound = field(bound, steps[depth]);
        }
        return bound;
    }

    private Bound field(Bound of, String name) {
        DataType type = of.type();
        if (!(type instanceof Schema struct)) {
            throw new IllegalArgumentException("Cannot find column '" + path + "': what stands before '." + name
                    + "' is " + type.ddl() + ", no struct");
        }
        int index = struct.indexOf(name);
        return new Bound(struct.field(index).type(), (row, nowMs) -> {
            Object value = of.of(row, nowMs);
            return value == null ? null : ((Row) value).get(index);
        });
    }
}
