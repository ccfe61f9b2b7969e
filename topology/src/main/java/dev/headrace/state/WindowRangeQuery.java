package dev.headrace.state;

import java.time.Instant;
import java.util.Optional;

/** Asks for windows of all keys between two times, or for all sessions of one key. */
public class WindowRangeQuery<K, V> implements Query<KeyValueIterator<Windowed<K>, V>> {

    private final Optional<K> key;
    private final Optional<Instant> timeFrom;
    private final Optional<Instant> timeTo;

    private WindowRangeQuery(Optional<K> key, Optional<Instant> timeFrom, Optional<Instant> timeTo) {
        this.key = key;
        this.timeFrom = timeFrom;
        this.timeTo = timeTo;
    }

    /** All sessions of a key. */
    public static <K, V> WindowRangeQuery<K, V> withKey(K key) {
        return new WindowRangeQuery<>(Optional.of(key), Optional.empty(), Optional.empty());
    }

    /** The windows of all keys that start between the two times, both included. */
    public static <K, V> WindowRangeQuery<K, V> withWindowStartRange(Instant timeFrom, Instant timeTo) {
        return new WindowRangeQuery<>(Optional.empty(), Optional.of(timeFrom), Optional.of(timeTo));
    }

    /** The key; empty if all are asked for. */
    public Optional<K> getKey() {
        return key;
    }

    /** When windows start at the earliest; empty if a key is asked for. */
    public Optional<Instant> getTimeFrom() {
        return timeFrom;
    }

    /** When windows start at the latest; empty if a key is asked for. */
    public Optional<Instant> getTimeTo() {
        return timeTo;
    }

    @Override
    public String toString() {
        return "WindowRangeQuery{key=" + key + ", timeFrom=" + timeFrom + ", timeTo=" + timeTo + "}";
    }
}
