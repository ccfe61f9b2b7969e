package dev.headrace.kstream;

/** Does something with a record. */
@FunctionalInterface
public interface ForeachAction<K, V> {

    /** Does it. */
    void apply(K key, V value);
}
