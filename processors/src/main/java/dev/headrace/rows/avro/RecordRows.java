package dev.headrace.rows.avro;

import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the generic records of one Avro schema, that of a file say. Columns are found by name, whatever the case of its
 * letters; what the rows do not ask for is left out, what the records do not have is null.
 */
public final class RecordRows {

    private static final int MISSING = -1;

    private final dev.headrace.rows.data.Schema rows;
    private final int[] positions;
    private final FromAvro[] columns;

    private RecordRows(dev.headrace.rows.data.Schema rows, int[] positions, FromAvro[] columns) {
        this.rows = rows;
        this.positions = positions;
        this.columns = columns;
    }

    /** For rows with all that the records have. */
    public static RecordRows of(Schema records) {
        return of(records, AvroSchemas.toRows(records));
    }

    /**
     * For rows of a schema.
     *
     * @throws IllegalArgumentException if a column has another type than its field and is not wider, or is missing and cannot
     *     be null
     */
    public static RecordRows of(Schema records, dev.headrace.rows.data.Schema rows) {
        return of(records, rows, "");
    }

    static RecordRows of(Schema records, dev.headrace.rows.data.Schema rows, String path) {
        dev.headrace.rows.data.Schema available = fieldsOf(records);
        int[] positions = new int[rows.size()];
        List<FromAvro> columns = new ArrayList<>();
        for (int index = 0; index < positions.length; index++) {
            Field field = rows.field(index);
            OptionalInt found = available.find(field.name());
            if (found.isEmpty()) {
                refuseUnlessNullable(field, path);
                positions[index] = MISSING;
                columns.add(value -> value);
            } else {
                positions[index] = found.getAsInt();
                columns.add(Conversions.of(
                        records.getFields().get(found.getAsInt()).schema(), field.type(), path + field.name()));
            }
        }
        return new RecordRows(rows, positions, columns.toArray(FromAvro[]::new));
    }

    /** Only to find fields by name: types that no column can have may stand in fields that nobody asks for. */
    private static dev.headrace.rows.data.Schema fieldsOf(Schema records) {
        return dev.headrace.rows.data.Schema.of(records.getFields().stream()
                .map(field -> Field.of(field.name(), dev.headrace.rows.data.SimpleType.VOID))
                .toList());
    }

    private static void refuseUnlessNullable(Field field, String path) {
        if (!field.nullable()) {
            throw new IllegalArgumentException("Cannot read column '" + path + field.name()
                    + "': the records do not have it, and it is declared NOT NULL");
        }
    }

    /** The columns of the rows. */
    public dev.headrace.rows.data.Schema schema() {
        return rows;
    }

    /** The row of a record. */
    public Row toRow(GenericRecord record) {
        @Nullable Object[] values = new Object[columns.length];
        for (int index = 0; index < values.length; index++) {
            Object value = positions[index] == MISSING ? null : record.get(positions[index]);
            values[index] = value == null ? null : columns[index].of(value);
        }
        return Row.wrap(rows, values);
    }

    /** Gives a value that Avro read the class that rows have it in. */
    interface FromAvro {

        Object of(Object value);
    }
}
