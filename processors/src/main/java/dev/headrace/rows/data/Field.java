package dev.headrace.rows.data;

/**
 * A column of rows, or a field of a struct.
 *
 * @param name its name, which is found whatever the case of its letters
 * @param type what it holds
 * @param nullable whether it may hold null
 */
public record Field(String name, DataType type, boolean nullable) {

    /** Refuses an empty name. */
    public Field {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Cannot make a column of type " + type.ddl() + ": its name is empty");
        }
    }

    /** A field that may hold null. */
    public static Field of(String name, DataType type) {
        return new Field(name, type, true);
    }

    /** The same field under another name. */
    public Field named(String name) {
        return new Field(name, type, nullable);
    }

    String ddl(String betweenNameAndType) {
        return Identifiers.quoted(name) + betweenNameAndType + type.ddl() + (nullable ? "" : " NOT NULL");
    }
}
