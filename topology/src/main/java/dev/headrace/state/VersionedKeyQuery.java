package dev.headrace.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Asks a versioned store for the value of a key, now or as it was. */
public final class VersionedKeyQuery<K, V> implements Query<VersionedRecord<V>> {

    private final K key;
    private final Optional<Instant> asOfTimestamp;

    private VersionedKeyQuery(K key, Optional<Instant> asOfTimestamp) {
        this.key = Objects.requireNonNull(key, "key");
        this.asOfTimestamp = asOfTimestamp;
    }

    /** The latest version of that key. */
    public static <K, V> VersionedKeyQuery<K, V> withKey(K key) {
        return new VersionedKeyQuery<>(key, Optional.empty());
    }

    /** The version of the same key that was valid then. */
    public VersionedKeyQuery<K, V> asOf(Instant asOfTimestamp) {
        return new VersionedKeyQuery<>(key, Optional.of(asOfTimestamp));
    }

    /** The key. */
    public K key() {
        return key;
    }

    /** When the version was valid; empty for the latest. */
    public Optional<Instant> asOfTimestamp() {
        return asOfTimestamp;
    }

    @Override
    public String toString() {
        return "VersionedKeyQuery{key=" + key + ", asOfTimestamp=" + asOfTimestamp + "}";
    }
}
