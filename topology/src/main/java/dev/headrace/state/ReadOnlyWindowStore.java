package dev.headrace.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a store of values by key and window. Times bound the starts of windows, both included; null key bounds are no
 * bounds; iterators must be closed.
 */
public interface ReadOnlyWindowStore<K, V> {

    /**
     * The value of a key in the window that starts at {@code time}; null if there is none.
     *
     * @param time milliseconds since 1970
     */
    @Nullable
    V fetch(K key, long time);

    /**
     * The windows of a key, earliest first.
     *
     * @throws IllegalArgumentException if a time cannot be expressed in milliseconds
     */
    WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) throws IllegalArgumentException;

    /** The windows of a key, latest first. */
    default WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        throw Unsupported.backwards(this);
    }

    /** The windows of a range of keys, earliest first for each key. */
    KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException;

    /** The windows of a range of keys, latest first for each key. */
    default KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) throws IllegalArgumentException {
        throw Unsupported.backwards(this);
    }

    /** All windows, earliest first. */
    KeyValueIterator<Windowed<K>, V> all();

    /** All windows, latest first. */
    default KeyValueIterator<Windowed<K>, V> backwardAll() {
        throw Unsupported.backwards(this);
    }

    /** All windows that start between the two times, earliest first. */
    KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo) throws IllegalArgumentException;

    /** All windows that start between the two times, latest first. */
    default KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        throw Unsupported.backwards(this);
    }
}
