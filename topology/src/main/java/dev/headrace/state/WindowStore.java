package dev.headrace.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A store of values by key and window. Times bound the starts of windows in milliseconds since 1970, both included; windows
 * older than the retention of the store are gone.
 */
public interface WindowStore<K, V> extends StateStore, ReadOnlyWindowStore<K, V> {

    /** Sets the value of a key in the window that starts at {@code windowStartTimestamp}; a null value removes it. */
    void put(K key, @Nullable V value, long windowStartTimestamp);

    /** The windows of a key, earliest first. */
    WindowStoreIterator<V> fetch(K key, long timeFrom, long timeTo);

    @Override
    default WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) throws IllegalArgumentException {
        return fetch(key, EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    /** The windows of a key, latest first. */
    default WindowStoreIterator<V> backwardFetch(K key, long timeFrom, long timeTo) {
        throw Unsupported.backwards(this);
    }

    @Override
    default WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        return backwardFetch(key, EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    /** The windows of a range of keys, earliest first for each key. */
    KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo);

    @Override
    default KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) throws IllegalArgumentException {
        return fetch(keyFrom, keyTo, EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    /** The windows of a range of keys, latest first for each key. */
    default KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        throw Unsupported.backwards(this);
    }

    @Override
    default KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) throws IllegalArgumentException {
        return backwardFetch(keyFrom, keyTo, EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    /** All windows that start between the two times, earliest first. */
    KeyValueIterator<Windowed<K>, V> fetchAll(long timeFrom, long timeTo);

    @Override
    default KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        return fetchAll(EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    /** All windows that start between the two times, latest first. */
    default KeyValueIterator<Windowed<K>, V> backwardFetchAll(long timeFrom, long timeTo) {
        throw Unsupported.backwards(this);
    }

    @Override
    default KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        return backwardFetchAll(EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }
}
