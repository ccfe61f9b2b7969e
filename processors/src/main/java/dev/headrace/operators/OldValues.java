package dev.headrace.operators;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether the changes of one table carry old values. They do not unless an operator behind the table requests them while
 * the topology is described: finding them costs a table without a store a second call of the user's function.
 */
public final class OldValues {

    private final @Nullable OldValues parent;
    private boolean requested;

    private OldValues(@Nullable OldValues parent) {
        this.parent = parent;
    }

    /** Of a table that finds them in its own store. */
    public static OldValues ofStore() {
        return new OldValues(null);
    }

    /** Of a table that computes them from the old values of another. */
    public static OldValues computedFrom(OldValues parent) {
        return new OldValues(parent);
    }

    /** Lets the changes carry them. */
    public void request() {
        if (parent != null) {
            parent.request();
        }
        requested = true;
    }

    boolean requested() {
        return requested;
    }

    /** Makes changes of a new and an old value. */
    <V> BiFunction<@Nullable V, @Nullable V, Change<V>> changes() {
        return requested ? Change::new : (newValue, oldValue) -> new Change<>(newValue, null);
    }
}
