package dev.headrace.parquet;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a file's schema stands for, and the other way round. As in Spark; beyond it, UUIDs are texts, half-precision
 * numbers are {@code FLOAT}, and nanoseconds are cut to microseconds.
 */
final class ParquetTypes {

    private static final String MESSAGE = "row";
    private static final int INT_DIGITS_MAX = 9;
    private static final int LONG_DIGITS_MAX = 18;

    /** What an unsigned number of 64 bits needs. */
    private static final DecimalType UNSIGNED_LONG = new DecimalType(20, 0);

    private ParquetTypes() {}

    /** The columns of a group. */
    static Schema toRows(GroupType group) {
        List<Field> fields = new ArrayList<>();
        for (Type field : group.getFields()) {
            DataType type = of(field);
            fields.add(Field.of(
                    field.getName(), field.isRepetition(Type.Repetition.REPEATED) ? new ArrayType(type) : type));
        }
        return Schema.of(fields);
    }

    /** What one value of a field is, however often it is repeated. */
    static DataType of(Type field) {
        if (field.isPrimitive()) {
            return of(field.asPrimitiveType());
        }
        GroupType group = field.asGroupType();
        if (MapShape.isMap(group)) {
            MapShape map = MapShape.of(group);
            return new MapType(of(map.key()), of(map.value()));
        }
        return ListShape.isList(group) ? new ArrayType(of(ListShape.of(group).element())) : toRows(group);
    }

    private static DataType of(PrimitiveType field) {
        LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return new DecimalType(decimal.getPrecision(), decimal.getScale());
        }
        if (logical instanceof UnknownLogicalTypeAnnotation) {
            return SimpleType.VOID;
        }
        if (logical instanceof TimeLogicalTypeAnnotation) {
            throw new IllegalArgumentException("Cannot read column '" + field.getName() + "': it holds times of a day,"
                    + " which no column can. Name the columns that you want in a schema, without it");
        }
        return switch (field.getPrimitiveTypeName()) {
            case BOOLEAN -> SimpleType.BOOLEAN;
            case INT32 -> logical instanceof DateLogicalTypeAnnotation ? SimpleType.DATE : ofInt(logical);
            case INT64 -> ofLong(logical);
            case INT96 -> SimpleType.TIMESTAMP;
            case FLOAT -> SimpleType.FLOAT;
            case DOUBLE -> SimpleType.DOUBLE;
            case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(logical);
        };
    }

    private static DataType ofInt(@Nullable LogicalTypeAnnotation logical) {
        if (!(logical instanceof IntLogicalTypeAnnotation number)) {
            return SimpleType.INT;
        }
        int bits = number.getBitWidth() + (number.isSigned() ? 0 : 1);
        return bits <= Byte.SIZE
                ? SimpleType.TINYINT
                : bits <= Short.SIZE ? SimpleType.SMALLINT : bits <= Integer.SIZE ? SimpleType.INT : SimpleType.BIGINT;
    }

    private static DataType ofLong(@Nullable LogicalTypeAnnotation logical) {
        if (logical instanceof TimestampLogicalTypeAnnotation time) {
            return time.isAdjustedToUTC() ? SimpleType.TIMESTAMP : SimpleType.TIMESTAMP_NTZ;
        }
        return logical instanceof IntLogicalTypeAnnotation number && !number.isSigned()
                ? UNSIGNED_LONG
                : SimpleType.BIGINT;
    }

    private static DataType ofBytes(@Nullable LogicalTypeAnnotation logical) {
        if (logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation
                || logical instanceof UUIDLogicalTypeAnnotation) {
            return SimpleType.STRING;
        }
        return logical instanceof Float16LogicalTypeAnnotation ? SimpleType.FLOAT : SimpleType.BINARY;
    }

    /**
     * The schema of files that hold these columns.
     *
     * @throws IllegalArgumentException if no file can
     */
    static MessageType toFile(Schema rows) {
        return new MessageType(MESSAGE, fieldsOf(rows));
    }

    private static List<Type> fieldsOf(Schema rows) {
        if (rows.size() == 0) {
            throw new IllegalArgumentException("Cannot write a struct without fields into Parquet files");
        }
        return rows.fields().stream()
                .map(field -> toFile(field.name(), field.type(), field.nullable()))
                .toList();
    }

    private static Type toFile(String name, DataType type, boolean nullable) {
        Type.Repetition repetition = nullable ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
        if (type instanceof SimpleType simple) {
            return simple(name, simple, repetition);
        }
        if (type instanceof DecimalType decimal) {
            return decimal(name, decimal, repetition);
        }
        if (type instanceof ArrayType array) {
            return ListShape.group(name, repetition, toFile(ListShape.ELEMENT, array.element(), true));
        }
        if (type instanceof MapType map) {
            return MapShape.group(
                    name,
                    repetition,
                    toFile(MapShape.KEY, map.key(), false),
                    toFile(MapShape.VALUE, map.value(), true));
        }
        return new GroupType(repetition, name, fieldsOf((Schema) type));
    }

    private static Type simple(String name, SimpleType type, Type.Repetition repetition) {
        return switch (type) {
            case BOOLEAN -> primitive(name, PrimitiveTypeName.BOOLEAN, repetition, null);
            case TINYINT ->
                primitive(name, PrimitiveTypeName.INT32, repetition, LogicalTypeAnnotation.intType(Byte.SIZE, true));
            case SMALLINT ->
                primitive(name, PrimitiveTypeName.INT32, repetition, LogicalTypeAnnotation.intType(Short.SIZE, true));
            case INT -> primitive(name, PrimitiveTypeName.INT32, repetition, null);
            case BIGINT -> primitive(name, PrimitiveTypeName.INT64, repetition, null);
            case FLOAT -> primitive(name, PrimitiveTypeName.FLOAT, repetition, null);
            case DOUBLE -> primitive(name, PrimitiveTypeName.DOUBLE, repetition, null);
            case STRING -> primitive(name, PrimitiveTypeName.BINARY, repetition, LogicalTypeAnnotation.stringType());
            case BINARY -> primitive(name, PrimitiveTypeName.BINARY, repetition, null);
            case DATE -> primitive(name, PrimitiveTypeName.INT32, repetition, LogicalTypeAnnotation.dateType());
            case TIMESTAMP ->
                primitive(
                        name,
                        PrimitiveTypeName.INT64,
                        repetition,
                        LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
            case TIMESTAMP_NTZ ->
                primitive(
                        name,
                        PrimitiveTypeName.INT64,
                        repetition,
                        LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS));
            case VOID ->
                throw new IllegalArgumentException("Cannot write column '" + name
                        + "' into Parquet files: it is VOID, since nothing but null is in it. Cast it to a type");
        };
    }

    private static Type primitive(
            String name, PrimitiveTypeName type, Type.Repetition repetition, @Nullable LogicalTypeAnnotation logical) {
        return Types.primitive(type, repetition).as(logical).named(name);
    }

    private static Type decimal(String name, DecimalType type, Type.Repetition repetition) {
        PrimitiveTypeName kind = kindOf(type);
        return Types.primitive(kind, repetition)
                .length(kind == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY ? bytesOf(type) : 0)
                .as(LogicalTypeAnnotation.decimalType(type.scale(), type.precision()))
                .named(name);
    }

    /** The smallest that holds all numbers of a decimal type. */
    static PrimitiveTypeName kindOf(DecimalType type) {
        return type.precision() <= INT_DIGITS_MAX
                ? PrimitiveTypeName.INT32
                : type.precision() <= LONG_DIGITS_MAX
                        ? PrimitiveTypeName.INT64
                        : PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    }

    /** How many bytes the numbers of a decimal type need that is too wide for a long. */
    static int bytesOf(DecimalType type) {
        return BigInteger.TEN.pow(type.precision()).bitLength() / Byte.SIZE + 1;
    }
}
