package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/** The aggregators that there are. All but {@link #countRows}, {@link #first} and {@link #last} pass over nulls. */
public final class Aggregators {

    private static final int SUM_DIGITS = 10;
    private static final int MEAN_DIGITS = 4;

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

    /** The sum: of whole numbers a BIGINT that must not overflow, of decimals one with ten more digits, else a DOUBLE. */
    public static Aggregator sum(DataType type) {
        requireNumber(type);
        if (type instanceof DecimalType decimal) {
            DecimalType wider = Decimals.bounded(decimal.precision() + SUM_DIGITS, decimal.scale());
            return Summing.of(
                    wider, value -> value, (a, b) -> Decimals.fit(((BigDecimal) a).add((BigDecimal) b), wider));
        }
        return ((SimpleType) type).isFractional()
                ? doubles()
                : Summing.of(
                        SimpleType.BIGINT,
                        value -> ((Number) value).longValue(),
                        (a, b) -> Math.addExact((Long) a, (Long) b));
    }

    private static Aggregator doubles() {
        return Summing.of(
                SimpleType.DOUBLE, value -> ((Number) value).doubleValue(), (a, b) -> (Double) a + (Double) b);
    }

    private static final class Summing extends OfOne {

        private final UnaryOperator<Object> widening;
        private final BinaryOperator<Object> sum;

        private Summing(DataType type, UnaryOperator<Object> widening, BinaryOperator<Object> sum) {
            super(type);
            this.widening = widening;
            this.sum = sum;
        }

        private static Aggregator of(DataType type, UnaryOperator<Object> widening, BinaryOperator<Object> sum) {
            return new Summing(type, widening, sum);
        }

        @Override
        Object after(@Nullable Object before, Object value) {
            Object more = widening.apply(value);
            return before == null ? more : sum.apply(before, more);
        }

        @Override
        Object merged(Object before, Object other) {
            return sum.apply(before, other);
        }
    }

    /** The mean, as a DOUBLE, or of decimals with four more places. */
    public static Aggregator avg(DataType type) {
        requireNumber(type);
        Aggregator sum = type instanceof DecimalType ? sum(type) : doubles();
        Aggregator count = count(type);
        DataType result = type instanceof DecimalType decimal
                ? Decimals.bounded(decimal.precision() + MEAN_DIGITS, decimal.scale() + MEAN_DIGITS)
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
                        ? Decimals.fit(
                                ((BigDecimal) total)
                                        .divide(BigDecimal.valueOf(rows), decimal.scale(), RoundingMode.HALF_UP),
                                decimal)
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

    /** The first value in the order of the rows, null or not. */
    public static Aggregator first(DataType type) {
        return new Chosen(type, false);
    }

    /** The last value in the order of the rows, null or not. */
    public static Aggregator last(DataType type) {
        return new Chosen(type, true);
    }

    /** The first value that is not null, in the order of the rows. */
    public static Aggregator firstNotNull(DataType type) {
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
    public static Aggregator lastNotNull(DataType type) {
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

    /** Remembers one value, and behind it whether there was one. */
    private record Chosen(DataType type, boolean last) implements Aggregator {

        @Override
        public List<DataType> memory() {
            return List.of(type, SimpleType.BOOLEAN);
        }

        @Override
        public void begin(@Nullable Object[] memory, int at) {
            memory[at] = null;
            memory[at + 1] = false;
        }

        @Override
        public void add(@Nullable Object[] memory, int at, @Nullable Object value) {
            if (last || Boolean.FALSE.equals(memory[at + 1])) {
                memory[at] = value;
                memory[at + 1] = true;
            }
        }

        @Override
        public void merge(@Nullable Object[] memory, int at, @Nullable Object[] other, int otherAt) {
            if (Boolean.TRUE.equals(other[otherAt + 1])) {
                add(memory, at, other[otherAt]);
            }
        }

        @Override
        public @Nullable Object result(@Nullable Object[] memory, int at) {
            return memory[at];
        }
    }

    /** All values but null, in the order of the rows; empty where there are none. */
    public static Aggregator collectList(DataType type) {
        return new Collecting(type, ArrayList::new);
    }

    /** All different values but null, in the order in which they came first. */
    public static Aggregator collectSet(DataType type) {
        return new Collecting(type, LinkedHashSet::new);
    }

    /** How many different values there are, exactly: all of them are remembered. */
    public static Aggregator countDistinct(DataType type) {
        return new Collecting(type, LinkedHashSet::new) {
            @Override
            public DataType type() {
                return SimpleType.BIGINT;
            }

            @Override
            public Object result(@Nullable Object[] memory, int at) {
                Object all = memory[at];
                return all == null ? 0L : (long) ((Collection<?>) all).size();
            }
        };
    }

    /** Gathers values: in a collection that grows while rows are taken in, which becomes a list that does not change. */
    private static class Collecting extends OfOne {

        private final Function<Collection<Object>, Collection<Object>> growing;

        private Collecting(DataType type, Function<Collection<Object>, Collection<Object>> growing) {
            super(new ArrayType(type));
            this.growing = growing;
        }

        @Override
        Object after(@Nullable Object before, Object value) {
            Collection<Object> all = growing(before);
            all.add(Objects.requireNonNull(Comparisons.normalized(value)));
            return all;
        }

        @Override
        Object merged(Object before, Object other) {
            Collection<Object> all = growing(before);
            all.addAll(values(other));
            return all;
        }

        private Collection<Object> growing(@Nullable Object before) {
            return before instanceof Growing<?> open ? values(open) : new Growing<>(growing.apply(values(before)));
        }

        @SuppressWarnings("unchecked") // Nothing but collections is remembered.
        private static Collection<Object> values(@Nullable Object remembered) {
            return remembered == null ? List.of() : (Collection<Object>) remembered;
        }

        @Override
        public void settle(@Nullable Object[] memory, int at) {
            if (memory[at] instanceof Growing<?> open) {
                memory[at] = List.copyOf(open);
            }
        }

        @Override
        public Object result(@Nullable Object[] memory, int at) {
            return List.copyOf(values(memory[at]));
        }
    }

    /** A collection that nobody else has yet. */
    private static final class Growing<E> extends AbstractCollection<E> {

        private final Collection<E> values;

        private Growing(Collection<E> values) {
            this.values = values;
        }

        @Override
        public boolean add(E value) {
            return values.add(value);
        }

        @Override
        public Iterator<E> iterator() {
            return values.iterator();
        }

        @Override
        public int size() {
            return values.size();
        }
    }

    /**
     * About how many different values there are, by a HyperLogLog sketch.
     *
     * @param deviation relative standard deviation that is allowed, as {@code 0.05}
     */
    public static AggregateCall.Making approxCountDistinct(double deviation) {
        int registersLog2 = (int) Math.max(4, Math.min(21, Math.ceil(2 * Math.log(1.04 / deviation) / Math.log(2))));
        return type -> new Sketching(registersLog2);
    }

    /** Counts with a sketch that is open while rows are taken in, and becomes bytes. */
    private static final class Sketching extends OfOne {

        private final int registersLog2;

        private Sketching(int registersLog2) {
            super(SimpleType.BINARY);
            this.registersLog2 = registersLog2;
        }

        @Override
        public DataType type() {
            return SimpleType.BIGINT;
        }

        @Override
        Object after(@Nullable Object before, Object value) {
            HllSketch sketch = before == null ? new HllSketch(registersLog2, TgtHllType.HLL_8) : sketch(before);
            update(sketch, value);
            return sketch;
        }

        /** Texts are told from nothing, and from numbers, by a byte before them: sketches pass over what is empty. */
        private static void update(HllSketch sketch, Object value) {
            Object normal = Objects.requireNonNull(Comparisons.normalized(value));
            if (normal instanceof Double || normal instanceof Float) {
                sketch.update(((Number) normal).doubleValue());
            } else if (normal instanceof Number number && !(normal instanceof BigDecimal)) {
                sketch.update(number.longValue());
            } else {
                byte[] bytes = normal instanceof ByteBuffer buffer
                        ? bytes(buffer)
                        : normal.toString().getBytes(StandardCharsets.UTF_8);
                byte[] told = new byte[bytes.length + 1];
                System.arraycopy(bytes, 0, told, 1, bytes.length);
                sketch.update(told);
            }
        }

        @Override
        Object merged(Object before, Object other) {
            Union union = new Union(registersLog2);
            union.update(sketch(before));
            union.update(sketch(other));
            return union.getResult(TgtHllType.HLL_8);
        }

        private static HllSketch sketch(Object remembered) {
            return remembered instanceof HllSketch open ? open : HllSketch.heapify(bytes(remembered));
        }

        @Override
        public void settle(@Nullable Object[] memory, int at) {
            if (memory[at] instanceof HllSketch open) {
                memory[at] = ByteBuffer.wrap(open.toCompactByteArray()).asReadOnlyBuffer();
            }
        }

        @Override
        public Object result(@Nullable Object[] memory, int at) {
            Object remembered = memory[at];
            return remembered == null ? 0L : Math.round(sketch(remembered).getEstimate());
        }
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
