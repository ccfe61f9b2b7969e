package dev.headrace.kstream;

import org.jspecify.annotations.Nullable;

/** Makes one aggregate of two, when the sessions that they belong to become one. */
@FunctionalInterface
public interface Merger<K, V> {

    /** The aggregate of all records in either. */
    @Nullable
    V apply(K aggKey, V aggOne, V aggTwo);
}
