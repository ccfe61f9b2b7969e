package dev.headrace.rows.data;

import dev.headrace.common.NearName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of rows, or the fields of a struct, in order. Names are found whatever the case of their letters, so no two may
 * differ in nothing else.
 */
public final class Schema implements DataType {

    private final List<Field> fields;
    private final Map<String, Integer> indexByLowerName = new HashMap<>();
    private final int hash;

    private Schema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        for (int index = 0; index < this.fields.size(); index++) {
            String name = this.fields.get(index).name();
            Integer earlier = indexByLowerName.putIfAbsent(lower(name), index);
            if (earlier != null) {
                throw new IllegalArgumentException("Cannot make a schema: two columns are named '"
                        + this.fields.get(earlier).name() + "' and '" + name + "'. Rename or drop one of them");
            }
        }
        this.hash = this.fields.hashCode();
    }

    /**
     * A schema of these fields.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public static Schema of(Field... fields) {
        return of(List.of(fields));
    }

    /**
     * A schema of these fields.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public static Schema of(List<Field> fields) {
        return new Schema(fields);
    }

    /**
     * Reads a schema as DDL writes it: {@code user_id STRING, device STRUCT<os: STRING, version: INT>, items ARRAY<STRING>}.
     * Columns may hold null unless {@code NOT NULL} follows; names with other characters than letters, digits and underscores
     * stand in backticks.
     *
     * @throws IllegalArgumentException if it is none; the message shows the place
     */
    public static Schema of(String ddl) {
        return new DdlParser(ddl, "schema").wholeSchema();
    }

    /**
     * The schema that a Java record class has: one column per component, primitives NOT NULL.
     *
     * @throws IllegalArgumentException if no column can hold a component
     */
    public static Schema of(Class<? extends Record> type) {
        return RecordSchemas.of(type);
    }

    /** The fields, in order. */
    public List<Field> fields() {
        return fields;
    }

    /** How many fields there are. */
    public int size() {
        return fields.size();
    }

    /** The field at {@code index}. */
    public Field field(int index) {
        return fields.get(index);
    }

    /** The field of that name. */
    public Field field(String name) {
        return fields.get(indexOf(name));
    }

    /** The names of the fields, in order. */
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** Where the field of that name stands; empty if there is none. */
    public OptionalInt find(String name) {
        Integer index = indexByLowerName.get(lower(name));
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /**
     * Where the field of that name stands.
     *
     * @throws IllegalArgumentException if there is none; the message says which names are near
     */
    public int indexOf(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot find column '" + name + "'" + NearName.hint(name, names())));
    }

    /** This schema with one more field at its end. */
    public Schema with(Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new Schema(more);
    }

    /** This schema, every field of which may hold null, fields of fields included: what files can be trusted to say. */
    public Schema allNullable() {
        return new Schema(fields.stream()
                .map(field -> new Field(field.name(), nullableWithin(field.type()), true))
                .toList());
    }

    private static DataType nullableWithin(DataType type) {
        if (type instanceof Schema struct) {
            return struct.allNullable();
        }
        if (type instanceof ArrayType array) {
            return new ArrayType(nullableWithin(array.element()));
        }
        return type instanceof MapType map ? new MapType(nullableWithin(map.key()), nullableWithin(map.value())) : type;
    }

    /** As a struct: {@code STRUCT<os: STRING>}. {@link #columnsDdl} writes it as the schema of rows. */
    @Override
    public String ddl() {
        return fields.stream().map(field -> field.ddl(": ")).collect(Collectors.joining(", ", "STRUCT<", ">"));
    }

    /** As the schema of rows: {@code os STRING, version INT}. {@link #of(String)} reads it back. */
    public String columnsDdl() {
        return fields.stream().map(field -> field.ddl(" ")).collect(Collectors.joining(", "));
    }

    /** As a tree, for people. */
    public String treeString() {
        StringBuilder tree = new StringBuilder("root\n");
        SchemaTree.append(tree, " |-- ", this);
        return tree.toString();
    }

    @Override
    public Class<?> valueClass() {
        return Row.class;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Schema that && hash == that.hash && fields.equals(that.fields));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return columnsDdl();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
