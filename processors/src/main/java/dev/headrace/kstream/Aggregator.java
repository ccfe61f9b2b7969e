package dev.headrace.kstream;

import org.jspecify.annotations.Nullable;

/** Adds a record to the aggregate of its key. */
@FunctionalInterface
public interface Aggregator<K, V, VAgg> {

    /** The aggregate with the record in it: a new object or the same one changed; null removes it. */
    @Nullable
    VAgg apply(K key, V value, VAgg aggregate);
}
