package dev.headrace.rows.data;

import java.util.Map;

/**
 * Maps.
 *
 * @param key the type of the keys, none of which is null
 * @param value the type of the values, any of which may be null
 */
public record MapType(DataType key, DataType value) implements DataType {

    /** Refuses maps as keys, which have no equality. */
    public MapType {
        if (key instanceof MapType) {
            throw new IllegalArgumentException(
                    "Cannot make MAP<" + key.ddl() + ", " + value.ddl() + ">: a map cannot be the key of another");
        }
    }

    @Override
    public String ddl() {
        return "MAP<" + key.ddl() + ", " + value.ddl() + ">";
    }

    @Override
    public Class<?> valueClass() {
        return Map.class;
    }

    @Override
    public String toString() {
        return ddl();
    }
}
