package dev.headrace.parquet;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.Schema;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Finds how values of a file become those of a column. */
final class Converters {

    private Converters() {}

    /**
     * Converts single values of a field, however often it is repeated.
     *
     * @throws IllegalArgumentException if the file holds something that does not fit the column
     */
    static Converter of(Type field, DataType wanted, Slot slot, String path) {
        if (field.isPrimitive()) {
            return Leaves.of(field.asPrimitiveType(), wanted, slot, path);
        }
        GroupType group = field.asGroupType();
        if (wanted instanceof MapType map && MapShape.isMap(group)) {
            return new MapConverter(MapShape.of(group), map, slot, path);
        }
        if (wanted instanceof ArrayType array && ListShape.isList(group)) {
            return new ListConverter(ListShape.of(group), array, slot, path);
        }
        if (wanted instanceof Schema struct && !MapShape.isMap(group) && !ListShape.isList(group)) {
            return new StructConverter(group, struct, slot, path + ".");
        }
        throw misfit(field, wanted, path);
    }

    static IllegalArgumentException misfit(Type field, DataType wanted, String path) {
        return new IllegalArgumentException("Cannot read column '" + path + "' as " + wanted.ddl() + ": it holds "
                + ParquetTypes.of(field).ddl() + ". Declare it so, and cast it afterwards");
    }

    /** Passes over what is not wanted. */
    static Converter ignoring(Type field) {
        return field.isPrimitive() ? new IgnoredLeaf() : new IgnoredGroup(field.asGroupType());
    }

    private static final class IgnoredGroup extends GroupConverter {

        private final Converter[] fields;

        private IgnoredGroup(GroupType group) {
            fields = group.getFields().stream().map(Converters::ignoring).toArray(Converter[]::new);
        }

        @Override
        public Converter getConverter(int field) {
            return fields[field];
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }

    private static final class IgnoredLeaf extends PrimitiveConverter {

        @Override
        public void addBinary(Binary value) {}

        @Override
        public void addBoolean(boolean value) {}

        @Override
        public void addDouble(double value) {}

        @Override
        public void addFloat(float value) {}

        @Override
        public void addInt(int value) {}

        @Override
        public void addLong(long value) {}
    }
}
