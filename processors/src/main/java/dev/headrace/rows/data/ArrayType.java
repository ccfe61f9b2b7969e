package dev.headrace.rows.data;

import java.util.List;

/**
 * Lists of values.
 *
 * @param element the type of each, any of which may be null
 */
public record ArrayType(DataType element) implements DataType {

    @Override
    public String ddl() {
        return "ARRAY<" + element.ddl() + ">";
    }

    @Override
    public Class<?> valueClass() {
        return List.class;
    }

    @Override
    public String toString() {
        return ddl();
    }
}
