package dev.headrace.rows.data;

import java.util.Locale;

/** Draws schemas as trees. */
final class SchemaTree {

    private SchemaTree() {}

    static void append(StringBuilder tree, String indent, Schema schema) {
        for (Field field : schema.fields()) {
            line(tree, indent, field.name(), field.type(), field.nullable());
        }
    }

    private static void line(StringBuilder tree, String indent, String name, DataType type, boolean nullable) {
        tree.append(indent).append(name).append(": ").append(shortName(type));
        tree.append(" (nullable = ").append(nullable).append(")\n");
        String deeper = " |   " + indent;
        if (type instanceof Schema struct) {
            append(tree, deeper, struct);
        } else if (type instanceof ArrayType array) {
            line(tree, deeper, "element", array.element(), true);
        } else if (type instanceof MapType map) {
            line(tree, deeper, "key", map.key(), false);
            line(tree, deeper, "value", map.value(), true);
        }
    }

    private static String shortName(DataType type) {
        String ddl = type.ddl();
        int parameters = ddl.indexOf('<');
        return (parameters < 0 ? ddl : ddl.substring(0, parameters)).toLowerCase(Locale.ROOT);
    }
}
