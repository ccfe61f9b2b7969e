package dev.headrace.parquet;

import dev.headrace.rows.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** What a file has of the columns, and the fields of structs, that are wanted of it. */
final class WantedColumns {

    private WantedColumns() {}

    /** The part of a file's schema to read. */
    static MessageType of(MessageType file, Schema wanted) {
        return new MessageType(file.getName(), fields(file, wanted));
    }

    private static List<Type> fields(GroupType group, Schema wanted) {
        List<Type> fields = new ArrayList<>();
        for (Type field : group.getFields()) {
            OptionalInt index = wanted.find(field.getName());
            if (index.isPresent()) {
                fields.add(
                        isStruct(field) && wanted.field(index.getAsInt()).type() instanceof Schema struct
                                ? part(field.asGroupType(), struct)
                                : field);
            }
        }
        return fields;
    }

    /** A struct of which no field is wanted that is there is still needed: it may be null. */
    private static Type part(GroupType group, Schema wanted) {
        List<Type> fields = fields(group, wanted);
        return fields.isEmpty() ? group : group.withNewFields(fields);
    }

    private static boolean isStruct(Type field) {
        return !field.isPrimitive()
                && field.getLogicalTypeAnnotation() == null
                && !field.isRepetition(Type.Repetition.REPEATED);
    }
}
