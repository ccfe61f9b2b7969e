package dev.headrace.parquet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Some columns of a file, fields within structs written with dots. */
final class Projection {

    private final Path file;
    private final List<String> columns;

    /** These columns of {@code file}; all of them if {@code columns} is empty. */
    Projection(Path file, List<String> columns) {
        this.file = file;
        this.columns = List.copyOf(columns);
    }

    boolean isEverything() {
        return columns.isEmpty();
    }

    /** What is left of Parquet's schema of the file. */
    MessageType of(MessageType schema) {
        columns.forEach(column -> refuseUnknown(column, schema));
        return new MessageType(schema.getName(), fieldsOf(schema, columns));
    }

    /** What is left of Avro's schema of the file. */
    Schema of(Schema schema) {
        return recordOf(schema, columns);
    }

    private void refuseUnknown(String column, GroupType schema) {
        GroupType group = schema;
        String rest = column;
        while (true) {
            String name = head(rest);
            if (!group.containsField(name)) {
                throw new ParquetFileException(
                        "read column " + column + " of",
                        file,
                        "there is no '" + name + "' among "
                                + group.getFields().stream().map(Type::getName).toList());
            }
            if (rest.equals(name)) {
                return;
            }
            Type field = group.getType(name);
            if (!isStruct(field)) {
                throw new ParquetFileException(
                        "read column " + column + " of", file, "'" + name + "' is no struct, but " + field);
            }
            group = field.asGroupType();
            rest = tail(rest);
        }
    }

    private static List<Type> fieldsOf(GroupType group, List<String> wanted) {
        List<Type> fields = new ArrayList<>();
        for (Type field : group.getFields()) {
            List<String> within = within(field.getName(), wanted);
            if (wanted.contains(field.getName())) {
                fields.add(field);
            } else if (!within.isEmpty()) {
                fields.add(field.asGroupType().withNewFields(fieldsOf(field.asGroupType(), within)));
            }
        }
        return fields;
    }

    private static Schema recordOf(Schema record, List<String> wanted) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            List<String> within = within(field.name(), wanted);
            if (wanted.contains(field.name())) {
                fields.add(new Schema.Field(field, field.schema()));
            } else if (!within.isEmpty()) {
                fields.add(new Schema.Field(field, structOf(field.schema(), within)));
            }
        }
        return Schema.createRecord(record.getName(), record.getDoc(), record.getNamespace(), false, fields);
    }

    private static Schema structOf(Schema schema, List<String> wanted) {
        if (schema.isUnion()) {
            return Schema.createUnion(schema.getTypes().stream()
                    .map(each -> each.getType() == Schema.Type.NULL ? each : recordOf(each, wanted))
                    .toList());
        }
        return recordOf(schema, wanted);
    }

    private static boolean isStruct(Type field) {
        return !field.isPrimitive()
                && field.getLogicalTypeAnnotation() == null
                && !field.isRepetition(Type.Repetition.REPEATED);
    }

    /** What is wanted of the field {@code name}, without its name. */
    private static List<String> within(String name, List<String> wanted) {
        return wanted.stream()
                .filter(each -> each.startsWith(name + "."))
                .map(Projection::tail)
                .toList();
    }

    private static String head(String column) {
        int dot = column.indexOf('.');
        return dot < 0 ? column : column.substring(0, dot);
    }

    private static String tail(String column) {
        return column.substring(column.indexOf('.') + 1);
    }
}
