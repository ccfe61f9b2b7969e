package dev.headrace.rows.avro;

import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import java.io.IOException;
import java.util.Objects;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** Writes and reads the values of rows, column after column, as Avro does those of records. */
final class RowCodec implements ValueCodec {

    private final Schema schema;
    private final ValueCodec[] columns;

    private RowCodec(Schema schema, ValueCodec[] columns) {
        this.schema = schema;
        this.columns = columns;
    }

    static RowCodec of(Schema schema) {
        ValueCodec[] columns = new ValueCodec[schema.size()];
        for (int index = 0; index < columns.length; index++) {
            Field field = schema.field(index);
            ValueCodec value = ValueCodecs.of(field.type());
            columns[index] = field.nullable() ? new NullableCodec(value) : value;
        }
        return new RowCodec(schema, columns);
    }

    void write(Row row, Encoder encoder) throws IOException {
        for (int index = 0; index < columns.length; index++) {
            columns[index].writeValue(row.get(index), encoder);
        }
    }

    @Override
    public void writeValue(@Nullable Object value, Encoder encoder) throws IOException {
        write((Row) Objects.requireNonNull(value, "null in a struct that is NOT NULL"), encoder);
    }

    @Override
    public Row readValue(Decoder decoder) throws IOException {
        return read(decoder);
    }

    Row read(Decoder decoder) throws IOException {
        @Nullable Object[] values = new Object[columns.length];
        for (int index = 0; index < values.length; index++) {
            values[index] = columns[index].readValue(decoder);
        }
        return Row.wrap(schema, values);
    }
}
