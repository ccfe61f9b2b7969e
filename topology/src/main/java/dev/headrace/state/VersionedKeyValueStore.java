package dev.headrace.state;

import org.jspecify.annotations.Nullable;

/** A store that remembers for each key which value was valid when. Timestamps are milliseconds since 1970. */
public interface VersionedKeyValueStore<K, V> extends StateStore {

    /** Returned by {@link #put} if the new version is the latest one. */
    long PUT_RETURN_CODE_VALID_TO_UNDEFINED = -1L;

    /** Returned by {@link #put} if the timestamp is older than the history that is kept, so that nothing was stored. */
    long PUT_RETURN_CODE_NOT_PUT = Long.MIN_VALUE;

    /**
     * Adds a version of a key; a null value says that the key has no value from then on.
     *
     * @return the timestamp at which the new version stops being valid, or one of the two constants
     */
    long put(K key, @Nullable V value, long timestamp);

    /** Says that the key has no value from {@code timestamp} on. Returns the version valid then, null if there was none. */
    @Nullable
    VersionedRecord<V> delete(K key, long timestamp);

    /** The latest version of a key; null if it has no value. */
    @Nullable
    VersionedRecord<V> get(K key);

    /** The version of a key that was valid at {@code asOfTimestamp}; null if there was none or it is no longer kept. */
    @Nullable
    VersionedRecord<V> get(K key, long asOfTimestamp);
}
