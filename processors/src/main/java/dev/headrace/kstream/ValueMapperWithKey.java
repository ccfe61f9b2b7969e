package dev.headrace.kstream;

import org.jspecify.annotations.Nullable;

/** Makes a value of a value and its key. The key must not be changed. */
@FunctionalInterface
public interface ValueMapperWithKey<K, V, VR> {

    /** The new value. */
    @Nullable
    VR apply(K readOnlyKey, V value);
}
