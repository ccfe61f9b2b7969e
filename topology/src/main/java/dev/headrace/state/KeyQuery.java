package dev.headrace.state;

import java.util.Objects;

/** Asks for the value of a key. */
public final class KeyQuery<K, V> implements Query<V> {

    private final K key;
    private final boolean skipCache;

    private KeyQuery(K key, boolean skipCache) {
        this.key = Objects.requireNonNull(key, "key");
        this.skipCache = skipCache;
    }

    /** Asks for the value of that key. */
    public static <K, V> KeyQuery<K, V> withKey(K key) {
        return new KeyQuery<>(key, false);
    }

    /** The same query, blind to updates that the store has not passed on yet. */
    public KeyQuery<K, V> skipCache() {
        return new KeyQuery<>(key, true);
    }

    /** The key. */
    public K getKey() {
        return key;
    }

    /** Whether the query is blind to updates that the store has not passed on yet. */
    public boolean isSkipCache() {
        return skipCache;
    }

    @Override
    public String toString() {
        return "KeyQuery{key=" + key + ", skipCache=" + skipCache + "}";
    }
}
