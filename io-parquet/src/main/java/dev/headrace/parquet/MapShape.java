package dev.headrace.parquet;

import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** How a group holds a map: a repeated group of a key and a value, whatever the two are called. */
record MapShape(Type key, Type value) {

    static final String KEY = "key";
    static final String VALUE = "value";
    static final String REPEATED = "key_value";

    static boolean isMap(GroupType group) {
        return isAnnotated(group)
                && group.getFieldCount() == 1
                && !group.getType(0).isPrimitive()
                && group.getType(0).asGroupType().getFieldCount() == 2;
    }

    static boolean isAnnotated(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
                || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation;
    }

    static MapShape of(GroupType map) {
        GroupType entry = map.getType(0).asGroupType();
        return new MapShape(entry.getType(0), entry.getType(1));
    }

    static GroupType group(String name, Type.Repetition repetition, Type key, Type value) {
        return Types.buildGroup(repetition)
                .as(LogicalTypeAnnotation.mapType())
                .addField(new GroupType(Type.Repetition.REPEATED, REPEATED, key, value))
                .named(name);
    }
}
