package dev.headrace.kstream;

import org.jspecify.annotations.Nullable;

/** Combines two values of a key into one of the same type. */
@FunctionalInterface
public interface Reducer<V> {

    /** The combination of what the values before came to and the new value; null removes it. */
    @Nullable
    V apply(V value1, V value2);
}
