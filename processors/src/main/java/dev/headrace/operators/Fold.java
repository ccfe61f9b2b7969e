package dev.headrace.operators;

import org.jspecify.annotations.Nullable;

/** Adds one record to an aggregate. */
@FunctionalInterface
public interface Fold<K, V, A> {

    /** The aggregate with the record in it: a new object or the same one changed; null removes it. */
    @Nullable
    A apply(K key, V value, A aggregate);
}
