package dev.headrace.kstream;

/** A condition on records. */
@FunctionalInterface
public interface Predicate<K, V> {

    /** Whether the record satisfies it. */
    boolean test(K key, V value);
}
