package dev.headrace.kstream;

import org.jspecify.annotations.Nullable;

/** Makes a value of a value. */
@FunctionalInterface
public interface ValueMapper<V, VR> {

    /** The new value. */
    @Nullable
    VR apply(V value);
}
