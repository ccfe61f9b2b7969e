package dev.headrace.rows.avro;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.SimpleType;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Avro's schemas for those of rows. What Avro has no type for is written as the nearest one with the property {@link #TYPE}. */
public final class AvroSchemas {

    /** The property of an Avro schema that names the type of the column where Avro's own does not. */
    static final String TYPE = "headrace.type";

    /** The fields of an entry, where a map has keys other than text and so is an array of entries. */
    static final String KEY = "key";

    static final String VALUE = "value";

    private AvroSchemas() {}

    /**
     * The Avro schema of rows.
     *
     * @param name the name of the record
     * @throws IllegalArgumentException if a column has a name or type that Avro has not
     */
    public static Schema of(dev.headrace.rows.data.Schema rows, String name) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Field field : rows.fields()) {
            fields.add(fieldOf(field, name));
        }
        return Schema.createRecord(name, null, null, false, fields);
    }

    private static Schema.Field fieldOf(Field field, String recordName) {
        try {
            Schema value = of(field.type(), recordName + "_" + field.name());
            return field.nullable()
                    ? new Schema.Field(field.name(), nullable(value), null, Schema.Field.NULL_DEFAULT_VALUE)
                    : new Schema.Field(field.name(), value);
        } catch (AvroRuntimeException refused) {
            throw new IllegalArgumentException(
                    "Cannot write column '" + field.name() + "' in Avro's form: " + refused.getMessage()
                            + ". Name it with letters, digits and underscores, by alias or withColumnRenamed",
                    refused);
        }
    }

    private static Schema of(DataType type, String name) {
        if (type instanceof SimpleType simple) {
            return of(simple);
        }
        if (type instanceof DecimalType decimal) {
            return LogicalTypes.decimal(decimal.precision(), decimal.scale())
                    .addToSchema(Schema.create(Schema.Type.BYTES));
        }
        if (type instanceof ArrayType array) {
            return Schema.createArray(nullable(of(array.element(), name + "_element")));
        }
        if (type instanceof MapType map) {
            return of(map, name);
        }
        return of((dev.headrace.rows.data.Schema) type, name);
    }

    private static Schema of(MapType map, String name) {
        Schema value = nullable(of(map.value(), name + "_value"));
        if (map.key() == SimpleType.STRING) {
            return Schema.createMap(value);
        }
        Schema entry = Schema.createRecord(
                name + "_entry",
                null,
                null,
                false,
                List.of(new Schema.Field(KEY, of(map.key(), name + "_key")), new Schema.Field(VALUE, value)));
        return marked(Schema.createArray(entry), "MAP");
    }

    private static Schema of(SimpleType type) {
        return switch (type) {
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case TINYINT, SMALLINT -> marked(Schema.create(Schema.Type.INT), type.name());
            case INT -> Schema.create(Schema.Type.INT);
            case BIGINT -> Schema.create(Schema.Type.LONG);
            case FLOAT -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case STRING -> Schema.create(Schema.Type.STRING);
            case BINARY -> Schema.create(Schema.Type.BYTES);
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case TIMESTAMP -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case TIMESTAMP_NTZ -> LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case VOID ->
                throw new AvroRuntimeException(
                        "it is a bare null; give it a type by cast, as in lit(null).cast(\"string\")");
        };
    }

    private static Schema marked(Schema schema, String type) {
        schema.addProp(TYPE, type);
        return schema;
    }

    private static Schema nullable(Schema schema) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    /**
     * The schema of the rows that records of an Avro schema hold.
     *
     * @throws IllegalArgumentException if a field has a type that no column can have
     */
    public static dev.headrace.rows.data.Schema toRows(Schema record) {
        return new AvroTypes().schemaOf(record, record.getName());
    }
}
