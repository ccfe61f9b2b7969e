package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.SimpleType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first or the last value. Remembers it, and behind it whether there was one. */
record Chosen(DataType type, boolean last) implements Aggregator {

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
