package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.DecimalType;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Comparisons;
import dev.headrace.rows.expression.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The aggregators that there are. All but {@link #countRows}, {@link #first} and {@link #last} pass over nulls. */
public final class Aggregators {

    private static final int SUM_DIGITS = 10;
    private static final int MEAN_DIGITS = 4;

    private Aggregators() {}

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

    /**
     * About how many different values there are, by a HyperLogLog sketch.
     *
     * @param deviation relative standard deviation that is allowed, as {@code 0.05}
     */
    public static AggregateCall.Making approxCountDistinct(double deviation) {
        int registersLog2 = (int) Math.max(4, Math.min(21, Math.ceil(2 * Math.log(1.04 / deviation) / Math.log(2))));
        return type -> new Sketching(registersLog2);
    }

    private static void requireNumber(DataType type) {
        if (!type.isNumeric()) {
            throw new IllegalArgumentException("it takes numbers, and there is " + type.ddl());
        }
    }
}
