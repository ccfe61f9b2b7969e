package dev.headrace.rows;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.MapType;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.data.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Schemas and rows of any kind, by chance. */
public final class RandomRows {

    private static final long MICROS_MAX = 4_000_000_000_000_000L;

    private final Random random;

    public RandomRows(long seed) {
        this.random = new Random(seed);
    }

    public Schema schema(int depthMax) {
        List<Field> fields = new ArrayList<>();
        for (int index = 0; index <= random.nextInt(5); index++) {
            fields.add(new Field("c" + index, type(depthMax), random.nextInt(4) > 0));
        }
        return Schema.of(fields);
    }

    private DataType type(int depthMax) {
        int kind = random.nextInt(depthMax == 0 ? 12 : 16);
        return switch (kind) {
            case 12 -> {
                int precision = 1 + random.nextInt(DecimalType.PRECISION_MAX);
                yield new DecimalType(precision, random.nextInt(precision + 1));
            }
            case 13 -> new ArrayType(type(depthMax - 1));
            case 14 -> new MapType(random.nextBoolean() ? SimpleType.STRING : SimpleType.INT, type(depthMax - 1));
            case 15 -> schema(depthMax - 1);
            default -> SimpleType.values()[kind];
        };
    }

    public Row row(Schema schema) {
        return Row.of(
                schema,
                schema.fields().stream()
                        .map(field -> field.nullable() && random.nextInt(5) == 0 ? null : value(field.type()))
                        .toArray());
    }

    private Object value(DataType type) {
        if (type instanceof Schema struct) {
            return row(struct);
        }
        if (type instanceof DecimalType decimal) {
            BigInteger unscaled = new BigInteger(120, random).mod(BigInteger.TEN.pow(decimal.precision()));
            return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
        }
        if (type instanceof ArrayType array) {
            return Stream.generate(() -> random.nextInt(5) == 0 ? null : value(array.element()))
                    .limit(random.nextInt(4))
                    .toList();
        }
        if (type instanceof MapType map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int index = 0; index < random.nextInt(4); index++) {
                entries.put(value(map.key()), random.nextInt(5) == 0 ? null : value(map.value()));
            }
            return entries;
        }
        return simple((SimpleType) type);
    }

    private Object simple(SimpleType type) {
        return switch (type) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT -> (byte) random.nextInt();
            case SMALLINT -> (short) random.nextInt();
            case INT -> random.nextInt();
            case BIGINT -> random.nextLong();
            case FLOAT -> random.nextBoolean() ? random.nextFloat() : Float.NaN;
            case DOUBLE -> random.nextBoolean() ? random.nextGaussian() : -0.0;
            case STRING -> random.nextBoolean() ? "" : Integer.toString(random.nextInt(), 36) + "ö\uD83D\uDE00";
            case BINARY -> {
                byte[] bytes = new byte[random.nextInt(4)];
                random.nextBytes(bytes);
                yield bytes;
            }
            case DATE -> LocalDate.ofEpochDay(random.nextInt(100_000) - 50_000);
            case TIMESTAMP -> instant();
            case TIMESTAMP_NTZ -> LocalDateTime.ofInstant(instant(), ZoneOffset.UTC);
            case VOID -> throw new AssertionError();
        };
    }

    private Instant instant() {
        long micros = random.nextLong(MICROS_MAX) - MICROS_MAX / 2;
        return Instant.EPOCH
                .plusSeconds(Math.floorDiv(micros, 1_000_000))
                .plusNanos(Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
