package dev.headrace.state;

import java.util.Objects;

/** Asks for the value of a key and its timestamp. */
public final class TimestampedKeyQuery<K, V> implements Query<ValueAndTimestamp<V>> {

    private final K key;
    private final boolean skipCache;

    private TimestampedKeyQuery(K key, boolean skipCache) {
        this.key = Objects.requireNonNull(key, "key");
        this.skipCache = skipCache;
    }

    /** Asks for the value of that key. */
    public static <K, V> TimestampedKeyQuery<K, V> withKey(K key) {
        return new TimestampedKeyQuery<>(key, false);
    }

    /** The same query, blind to updates that the store has not passed on yet. */
    public TimestampedKeyQuery<K, V> skipCache() {
        return new TimestampedKeyQuery<>(key, true);
    }

    /** The key. */
    public K key() {
        return key;
    }

    /** Whether the query is blind to updates that the store has not passed on yet. */
    public boolean isSkipCache() {
        return skipCache;
    }

    @Override
    public String toString() {
        return "TimestampedKeyQuery{key=" + key + ", skipCache=" + skipCache + "}";
    }
}
