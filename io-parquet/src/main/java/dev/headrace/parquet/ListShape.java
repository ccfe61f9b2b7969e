package dev.headrace.parquet;

import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * How a group holds a list: a repeated group whose one field is the element, or, in files of older writers, the repeated
 * element itself. The rules by which the two are told apart are those of Parquet's specification (LogicalTypes.md).
 *
 * @param isWrapped whether a group stands around each element
 */
record ListShape(Type element, boolean isWrapped) {

    /** What elements are called in files that are written here. */
    static final String ELEMENT = "element";

    static final String REPEATED = "list";

    /** Whether a group is a list, or a map that has keys only. */
    static boolean isList(GroupType group) {
        return group.getFieldCount() == 1
                && group.getType(0).isRepetition(Type.Repetition.REPEATED)
                && (group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
                        || MapShape.isAnnotated(group));
    }

    static ListShape of(GroupType list) {
        Type repeated = list.getType(0);
        if (repeated.isPrimitive()) {
            return new ListShape(repeated, false);
        }
        GroupType group = repeated.asGroupType();
        boolean isElement = group.getFieldCount() > 1
                || group.getName().equals("array")
                || group.getName().equals(list.getName() + "_tuple")
                || group.getType(0).isRepetition(Type.Repetition.REPEATED);
        return isElement ? new ListShape(repeated, false) : new ListShape(group.getType(0), true);
    }

    static GroupType group(String name, Type.Repetition repetition, Type element) {
        return Types.buildGroup(repetition)
                .as(LogicalTypeAnnotation.listType())
                .addField(new GroupType(Type.Repetition.REPEATED, REPEATED, element))
                .named(name);
    }
}
