package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An aggregator that remembers one value, null before the first. */
abstract class OfOne implements Aggregator {

    private final DataType type;

    OfOne(DataType type) {
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
