package dev.headrace.kstream;

import org.jspecify.annotations.Nullable;

/** Makes something of a record: a key, or a key and a value, or several of them. */
@FunctionalInterface
public interface KeyValueMapper<K, V, VR> {

    /** What is made of it. */
    @Nullable
    VR apply(K key, V value);
}
