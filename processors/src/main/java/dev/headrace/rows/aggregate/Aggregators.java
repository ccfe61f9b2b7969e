package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Comparisons;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/** The aggregators that there are. All but {@link #countRows} pass over nulls. */
public final class Aggregators {

    private static final int SUM_PRECISION = 38;

    private Aggregators() {}

    /** An aggregator that remembers one value, null before the first. */
    private abstract static class OfOne implements Aggregator {

        private final DataType type;

        private OfOne(DataType type) {
            this.type = type;
        }

        /** What is remembered after {@code value}, which is not null; {@code before} is null for the first. */
        abstract Object after(@Nullable Object before, Object value);

        /** What is remembered of both, neither of which is null. */
        abstract Object merged(Object before, Object other);

        @Override
        public DataType type() {
            return type;
        }

        @Override
        public List<DataType> memory() {
            return List.of(type);
        }

        @Override
        public void begin(@Nullable Object[] memory, int at) {
            memory[at] = null;
        }

        @Override
        public void add(@Nullable Object[] memory, int at, @Nullable Object value) {
            if (value != null) {
                memory[at] = after(memory[at], value);
            }
        }

        @Override
        public void merge(@Nullable Object[] memory, int at, @Nullable Object[] other, int otherAt) {
            Object more = other[otherAt];
            Object before = memory[at];
            if (more != null) {
                memory[at] = before == null ? more : merged(before, more);
            }
        }

        @Override
        public @Nullable Object result(@Nullable Object[] memory, int at) {
            return memory[at];
        }
    }

    /** How many rows there are. */
    public static Aggregator countRows(DataType any) {
        return new Counting(true);
    }

    /** How many values there are that are not null. */
    public static Aggregator count(DataType any) {
        return new Counting(false);
    }

    private static final class Counting extends OfOne {

        private final boolean nulls;

        private Counting(boolean nulls) {
            super(SimpleType.BIGINT);
            this.nulls = nulls;
        }

        @Override
        public void begin(@Nullable Object[] memory, int at) {
            memory[at] = 0L;
        }

        @Override
        public void add(@Nullable Object[] memory, int at, @Nullable Object value) {
            if (nulls || value != null) {
                memory[at] = (Long) Objects.requireNonNull(memory[at]) + 1;
            }
        }

        @Override
        Object after(@Nullable Object before, Object value) {
            throw new IllegalStateException("counting does not look at values");
        }

        @Override
        Object merged(Object before, Object other) {
            return (Long) before + (Long) other;
        }
    }

    /** The sum: of whole numbers a BIGINT that must not overflow, of decimals a wider decimal, else a DOUBLE. */
    public static Aggregator sum(DataType type) {
        requireNumber(type);
        if (type instanceof DecimalType decimal) {
            return new OfOne(new DecimalType(SUM_PRECISION, decimal.scale())) {
                @Override
                Object after(@Nullable Object before, Object value) {
                    return before == null ? value : merged(before, value);
                }

                @Override
                Object merged(Object before, Object other) {
                    return ((BigDecimal) before).add((BigDecimal) other);
                }
            };
        }
        boolean fractional = ((SimpleType) type).isFractional();
        return new OfOne(fractional ? SimpleType.DOUBLE : SimpleType.BIGINT) {
            @Override
            Object after(@Nullable Object before, Object value) {
                Number number = (Number) value;
                Object more = fractional ? (Object) number.doubleValue() : (Object) number.longValue();
                return before == null ? more : merged(before, more);
            }

            @Override
            Object merged(Object before, Object other) {
                return fractional
                        ? (Object) ((Double) before + (Double) other)
                        : (Object) Math.addExact((Long) before, (Long) other);
            }
        };
    }

    /** The mean, as a DOUBLE, or of decimals with four more places. */
    public static Aggregator avg(DataType type) {
        Aggregator sum = sum(type);
        Aggregator count = count(type);
        DataType result = type instanceof DecimalType decimal
                ? new DecimalType(SUM_PRECISION, Math.min(SUM_PRECISION, decimal.scale() + 4))
                : SimpleType.DOUBLE;
        return new Aggregator() {
            @Override
            public DataType type() {
                return result;
            }

            @Override
            public List<DataType> memory() {
                return List.of(sum.memory().get(0), SimpleType.BIGINT);
            }

            @Override
            public void begin(@Nullable Object[] memory, int at) {
                sum.begin(memory, at);
                count.begin(memory, at + 1);
            }

            @Override
            public void add(@Nullable Object[] memory, int at, @Nullable Object value) {
                sum.add(memory, at, value);
                count.add(memory, at + 1, value);
            }

            @Override
            public void merge(@Nullable Object[] memory, int at, @Nullable Object[] other, int otherAt) {
                sum.merge(memory, at, other, otherAt);
                count.merge(memory, at + 1, other, otherAt + 1);
            }

            @Override
            public @Nullable Object result(@Nullable Object[] memory, int at) {
                Object total = memory[at];
                long rows = (Long) Objects.requireNonNull(memory[at + 1]);
                if (total == null) {
                    return null;
                }
                return result instanceof DecimalType decimal
                        ? ((BigDecimal) total).divide(BigDecimal.valueOf(rows), decimal.scale(), RoundingMode.HALF_UP)
                        : (Object) (((Number) total).doubleValue() / rows);
            }
        };
    }

    /** The least value. */
    public static Aggregator min(DataType type) {
        return extreme(type, -1);
    }

    /** The greatest value. */
    public static Aggregator max(DataType type) {
        return extreme(type, 1);
    }

    private static Aggregator extreme(DataType type, int sign) {
        Comparisons.Order order = Comparisons.order(type, type);
        return new OfOne(type) {
            @Override
            Object after(@Nullable Object before, Object value) {
                return before == null ? value : merged(before, value);
            }

            @Override
            Object merged(Object before, Object other) {
                int comparison = order.compare(before, other);
                return comparison * sign < 0 ? other : before;
            }
        };
    }

    /** The first value that is not null, in the order of the rows. */
    public static Aggregator first(DataType type) {
        return new OfOne(type) {
            @Override
            Object after(@Nullable Object before, Object value) {
                return before == null ? value : before;
            }

            @Override
            Object merged(Object before, Object other) {
                return before;
            }
        };
    }

    /** The last value that is not null, in the order of the rows. */
    public static Aggregator last(DataType type) {
        return new OfOne(type) {
            @Override
            Object after(@Nullable Object before, Object value) {
                return value;
            }

            @Override
            Object merged(Object before, Object other) {
                return other;
            }
        };
    }

    /** All values, in the order of the rows; empty where there are none. */
    public static Aggregator collectList(DataType type) {
        return collecting(type, false);
    }

    /** All different values, in the order in which they came first. */
    public static Aggregator collectSet(DataType type) {
        return collecting(type, true);
    }

    private static OfOne collecting(DataType type, boolean distinct) {
        return new OfOne(new ArrayType(type)) {
            @Override
            Object after(@Nullable Object before, Object value) {
                return merged(before == null ? List.of() : before, List.of(value));
            }

            @Override
            Object merged(Object before, Object other) {
                List<Object> all = new ArrayList<>((List<?>) before);
                for (Object each : (List<?>) other) {
                    if (!distinct || !all.contains(each)) {
                        all.add(each);
                    }
                }
                return List.copyOf(all);
            }

            @Override
            public Object result(@Nullable Object[] memory, int at) {
                Object all = memory[at];
                return all == null ? List.of() : all;
            }
        };
    }

    /** How many different values there are, exactly: all of them are remembered. */
    public static Aggregator countDistinct(DataType type) {
        return new OfOne(new ArrayType(type)) {
            @Override
            public DataType type() {
                return SimpleType.BIGINT;
            }

            @Override
            Object after(@Nullable Object before, Object value) {
                return merged(before == null ? List.of() : before, List.of(value));
            }

            @Override
            Object merged(Object before, Object other) {
                Set<Object> all = new LinkedHashSet<>((List<?>) before);
                return all.addAll((List<?>) other) ? List.copyOf(all) : before;
            }

            @Override
            public Object result(@Nullable Object[] memory, int at) {
                Object all = memory[at];
                return all == null ? 0L : (long) ((List<?>) all).size();
            }
        };
    }

    /**
     * About how many different values there are, by a HyperLogLog sketch.
     *
     * @param deviation relative standard deviation that is allowed, as {@code 0.05}
     */
    public static AggregateCall.Making approxCountDistinct(double deviation) {
        int registersLog2 = (int) Math.max(4, Math.min(21, Math.ceil(2 * Math.log(1.04 / deviation) / Math.log(2))));
        return type -> new OfOne(SimpleType.BINARY) {
            @Override
            public DataType type() {
                return SimpleType.BIGINT;
            }

            @Override
            Object after(@Nullable Object before, Object value) {
                HllSketch sketch = before == null
                        ? new HllSketch(registersLog2, TgtHllType.HLL_8)
                        : HllSketch.heapify(bytes(before));
                sketch.update(value.toString());
                return ByteBuffer.wrap(sketch.toCompactByteArray()).asReadOnlyBuffer();
            }

            @Override
            Object merged(Object before, Object other) {
                Union union = new Union(registersLog2);
                union.update(HllSketch.heapify(bytes(before)));
                union.update(HllSketch.heapify(bytes(other)));
                return ByteBuffer.wrap(union.getResult(TgtHllType.HLL_8).toCompactByteArray())
                        .asReadOnlyBuffer();
            }

            @Override
            public Object result(@Nullable Object[] memory, int at) {
                Object sketch = memory[at];
                return sketch == null
                        ? 0L
                        : Math.round(HllSketch.heapify(bytes(sketch)).getEstimate());
            }
        };
    }

    private static byte[] bytes(Object buffer) {
        ByteBuffer view = ((ByteBuffer) buffer).duplicate();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }

    private static void requireNumber(DataType type) {
        if (!type.isNumeric()) {
            throw new IllegalArgumentException("it takes numbers, and there is " + type.ddl());
        }
    }
}
