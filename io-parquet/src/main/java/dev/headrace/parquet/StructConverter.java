package dev.headrace.parquet;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Makes rows, or structs in them, of a group. */
final class StructConverter extends GroupConverter {

    private final Schema wanted;
    private final Slot slot;
    private final Converter[] fields;

    /** The columns that are lists because the file repeats a field. */
    private final List<Integer> repeated = new ArrayList<>();

    private @Nullable Object[] values = {};

    /**
     * A converter of {@code group}.
     *
     * @param path what stands before the names of its fields
     */
    StructConverter(GroupType group, Schema wanted, Slot slot, String path) {
        this.wanted = wanted;
        this.slot = slot;
        this.fields = new Converter[group.getFieldCount()];
        for (int field = 0; field < fields.length; field++) {
            Type type = group.getType(field);
            OptionalInt column = wanted.find(type.getName());
            fields[field] = column.isEmpty()
                    ? Converters.ignoring(type)
                    : converter(type, column.getAsInt(), path + type.getName());
        }
    }

    private Converter converter(Type field, int column, String path) {
        DataType type = wanted.field(column).type();
        if (!field.isRepetition(Type.Repetition.REPEATED)) {
            return Converters.of(field, type, value -> values[column] = value, path);
        }
        if (!(type instanceof ArrayType array)) {
            throw Converters.misfit(field, type, path);
        }
        repeated.add(column);
        return Converters.of(field, array.element(), value -> listAt(column).add(value), path);
    }

    @SuppressWarnings("unchecked") // Nothing else is put into the column of a repeated field.
    private List<Object> listAt(int column) {
        Object list = values[column];
        if (list == null) {
            list = new ArrayList<>();
            values[column] = list;
        }
        return (List<Object>) list;
    }

    @Override
    public Converter getConverter(int field) {
        return fields[field];
    }

    @Override
    public void start() {
        values = new Object[wanted.size()];
    }

    @Override
    public void end() {
        for (int column : repeated) {
            values[column] = Collections.unmodifiableList(listAt(column));
        }
        slot.set(Row.wrap(wanted, values));
    }
}
