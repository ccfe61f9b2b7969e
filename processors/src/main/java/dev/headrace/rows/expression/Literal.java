package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same value for every row. */
public record Literal(@Nullable Object value, DataType type) implements Expression {

    /**
     * A literal of the type that the class of {@code value} stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public static Literal of(@Nullable Object value) {
        if (value == null) {
            return new Literal(null, SimpleType.VOID);
        }
        if (value instanceof BigDecimal decimal) {
            BigDecimal plain = decimal.scale() < 0 ? decimal.setScale(0) : decimal;
            return new Literal(plain, new DecimalType(Math.max(plain.precision(), plain.scale()), plain.scale()));
        }
        if (value instanceof byte[] bytes) {
            return new Literal(ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer(), SimpleType.BINARY);
        }
        if (value instanceof Character character) {
            return new Literal(character.toString(), SimpleType.STRING);
        }
        for (SimpleType type : SimpleType.values()) {
            if (type.valueClass() == value.getClass()) {
                return new Literal(value, type);
            }
        }
        throw new IllegalArgumentException(
                "Cannot make a literal of a " + value.getClass().getName()
                        + ": there are numbers, text, true and false, " + LocalDate.class.getSimpleName() + ", "
                        + Instant.class.getSimpleName() + ", " + LocalDateTime.class.getSimpleName() + " and bytes");
    }

    @Override
    public String name() {
        return String.valueOf(value);
    }

    @Override
    public Set<String> references() {
        return Set.of();
    }

    @Override
    public Bound bind(Schema schema) {
        return new Bound(type, new Bound.Constant(value));
    }
}
