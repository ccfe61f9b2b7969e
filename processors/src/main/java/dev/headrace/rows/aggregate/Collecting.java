package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.ArrayType;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.expression.Comparisons;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers values: in a collection that grows while rows are taken in, which becomes a list that does not change. */
class Collecting extends OfOne {

    private final Function<Collection<Object>, Collection<Object>> growing;

    Collecting(DataType type, Function<Collection<Object>, Collection<Object>> growing) {
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
}
