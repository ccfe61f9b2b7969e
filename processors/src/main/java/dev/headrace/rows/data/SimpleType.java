package dev.headrace.rows.data;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** The types without parameters. */
public enum SimpleType implements DataType {
    /** True or false. */
    BOOLEAN(Boolean.class),
    /** A whole number of 8 bits. */
    TINYINT(Byte.class),
    /** A whole number of 16 bits. */
    SMALLINT(Short.class),
    /** A whole number of 32 bits. */
    INT(Integer.class),
    /** A whole number of 64 bits. */
    BIGINT(Long.class),
    /** A binary fraction of 32 bits. */
    FLOAT(Float.class),
    /** A binary fraction of 64 bits. */
    DOUBLE(Double.class),
    /** Text. */
    STRING(String.class),
    /** Bytes, in a buffer that nobody writes to. */
    BINARY(ByteBuffer.class),
    /** A day of the calendar. */
    DATE(LocalDate.class),
    /** A moment, to the microsecond. */
    TIMESTAMP(Instant.class),
    /** What calendar and clock show, whatever the zone; to the microsecond. */
    TIMESTAMP_NTZ(LocalDateTime.class),
    /** The type of a bare null, which fits every type; columns of files and topics cannot have it. */
    VOID(Void.class);

    private final Class<?> valueClass;

    SimpleType(Class<?> valueClass) {
        this.valueClass = valueClass;
    }

    @Override
    public String ddl() {
        return name();
    }

    @Override
    public Class<?> valueClass() {
        return valueClass;
    }

    /** Whether it is a whole number. */
    public boolean isIntegral() {
        return this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
    }

    /** Whether it is a binary fraction. */
    public boolean isFractional() {
        return this == FLOAT || this == DOUBLE;
    }

    @Override
    public boolean isNumeric() {
        return isIntegral() || isFractional();
    }

    @Override
    public String toString() {
        return ddl();
    }
}
