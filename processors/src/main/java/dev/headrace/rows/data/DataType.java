package dev.headrace.rows.data;

/** What values a column holds. Any of them may be null, whatever its type, where the column allows it. */
public sealed interface DataType permits SimpleType, DecimalType, ArrayType, MapType, Schema {

    /** The type as DDL writes it, for example {@code ARRAY<STRING>}. */
    String ddl();

    /** The class of the values in a {@link Row}. */
    Class<?> valueClass();

    /** Whether it is one of the types that arithmetic works with. */
    default boolean isNumeric() {
        return false;
    }

    /**
     * Reads a type as DDL writes it.
     *
     * @throws IllegalArgumentException if it is none; the message shows the place
     */
    static DataType of(String ddl) {
        return new DdlParser(ddl, "type").wholeType();
    }
}
