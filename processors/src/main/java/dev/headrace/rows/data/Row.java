package dev.headrace.rows.data;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One row: a value for each column of its schema. Immutable; columns are found by name, whatever the case of its letters.
 *
 * <p>Values have the classes of their types ({@link DataType#valueClass}): text is a {@link String}, an array a {@link List},
 * a struct another row. Accessors that return a primitive refuse null; ask {@link #isNull} first.
 */
public final class Row {

    private final Schema schema;
    private final @Nullable Object[] values;

    private Row(Schema schema, @Nullable Object[] values) {
        this.schema = schema;
        this.values = values;
    }

    /**
     * A row of these values, one for each column. A narrower number fits a wider column, {@code byte[]} fits {@code BINARY}
     * and a Java record fits a struct.
     *
     * @throws IllegalArgumentException if a value does not fit its column
     */
    public static Row of(Schema schema, @Nullable Object... values) {
        if (values.length != schema.size()) {
            throw new IllegalArgumentException("Cannot make a row of " + values.length + " values: there are "
                    + schema.size() + " columns, " + schema.columnsDdl());
        }
        @Nullable Object[] fitting = new Object[values.length];
        for (int index = 0; index < values.length; index++) {
            fitting[index] = Fitting.toField(
                    schema.field(index), values[index], schema.field(index).name());
        }
        return new Row(schema, fitting);
    }

    /**
     * A row over the array itself, for code that has checked the values already: each is null or of the class that its type
     * names, times are whole microseconds, and nobody changes the array, or what is in it, from now on.
     */
    public static Row wrap(Schema schema, @Nullable Object[] values) {
        return new Row(schema, values);
    }

    /** The row that a Java record is, its components being the columns in their order ({@link Schema} by reflection). */
    public static Row from(Record record) {
        return RecordBinding.of(RecordSchemas.of(record.getClass()), record.getClass())
                .toRow(record);
    }

    /**
     * A row of this schema from a Java record, whose components are found by name: {@code userId} is column {@code userId} or
     * {@code user_id}.
     *
     * @throws IllegalArgumentException if a column has no component or their types differ
     */
    public static Row from(Schema schema, Record record) {
        return RecordBinding.of(schema, record.getClass()).toRow(record);
    }

    /** The columns. */
    public Schema schema() {
        return schema;
    }

    /** How many columns there are. */
    public int size() {
        return values.length;
    }

    /** The value at {@code index}. */
    public @Nullable Object get(int index) {
        return values[index];
    }

    /** The value of a column. */
    public @Nullable Object get(String column) {
        return values[schema.indexOf(column)];
    }

    /** The value at {@code index}, cast to what the caller expects. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <T> T getAs(int index) {
        return (T) values[index];
    }

    /** The value of a column, cast to what the caller expects. */
    @SuppressWarnings({"TypeParameterUnusedInFormals", "NullAway"})
    public <T> T getAs(String column) {
        return getAs(schema.indexOf(column));
    }

    /** Whether the value at {@code index} is null. */
    public boolean isNull(int index) {
        return values[index] == null;
    }

    /** Whether the value of a column is null. */
    public boolean isNull(String column) {
        return get(column) == null;
    }

    /** Text. */
    public @Nullable String getString(String column) {
        return value(column, String.class);
    }

    /** True or false. */
    public boolean getBoolean(String column) {
        return present(column, Boolean.class);
    }

    /** A number of 8 bits. */
    public byte getByte(String column) {
        return present(column, Byte.class);
    }

    /** A number of 16 bits. */
    public short getShort(String column) {
        return present(column, Short.class);
    }

    /** A number of 32 bits. */
    public int getInt(String column) {
        return present(column, Integer.class);
    }

    /** A number of 64 bits. */
    public long getLong(String column) {
        return present(column, Long.class);
    }

    /** A binary fraction of 32 bits. */
    public float getFloat(String column) {
        return present(column, Float.class);
    }

    /** A binary fraction of 64 bits. */
    public double getDouble(String column) {
        return present(column, Double.class);
    }

    /** A decimal number. */
    public @Nullable BigDecimal getDecimal(String column) {
        return value(column, BigDecimal.class);
    }

    /** A day. */
    public @Nullable LocalDate getDate(String column) {
        return value(column, LocalDate.class);
    }

    /** A moment. */
    public @Nullable Instant getTimestamp(String column) {
        return value(column, Instant.class);
    }

    /** A copy of the bytes. */
    public byte @Nullable [] getBinary(String column) {
        ByteBuffer buffer = value(column, ByteBuffer.class);
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** A struct. */
    public @Nullable Row getStruct(String column) {
        return value(column, Row.class);
    }

    /** An array. */
    @SuppressWarnings("unchecked")
    public <T> @Nullable List<T> getList(String column) {
        return (List<T>) value(column, List.class);
    }

    /** A map. */
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable Map<K, V> getMap(String column) {
        return (Map<K, V>) value(column, Map.class);
    }

    /**
     * This row as a Java record: each component has the value of the column of its name, {@code userId} that of {@code userId}
     * or {@code user_id}.
     *
     * @throws IllegalArgumentException if a component has no column, their types differ, or a primitive would be null
     */
    public <R extends Record> R as(Class<R> type) {
        return RecordBinding.of(schema, type).toRecord(this);
    }

    /** The values, in the order of the columns. */
    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private <T> T present(String column, Class<T> type) {
        T value = value(column, type);
        if (value == null) {
            throw new NoSuchElementException("Cannot get column '" + column + "' as a " + type.getSimpleName()
                    + ": it is null; ask isNull first");
        }
        return value;
    }

    private <T> @Nullable T value(String column, Class<T> type) {
        int index = schema.indexOf(column);
        Object value = values[index];
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("Cannot get column '" + column + "' as a " + type.getSimpleName()
                    + ": it is " + schema.field(index).type().ddl());
        }
        return type.cast(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Row that && Arrays.equals(values, that.values) && schema.equals(that.schema));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (int index = 0; index < values.length; index++) {
            text.add(schema.field(index).name() + ": " + values[index]);
        }
        return text.toString();
    }
}
