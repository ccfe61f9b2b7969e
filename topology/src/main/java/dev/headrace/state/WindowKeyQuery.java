package dev.headrace.state;

import java.time.Instant;
import java.util.Optional;

/** Asks for the windows of a key. */
public class WindowKeyQuery<K, V> implements Query<WindowStoreIterator<V>> {

    private final K key;
    private final Optional<Instant> timeFrom;
    private final Optional<Instant> timeTo;

    private WindowKeyQuery(K key, Optional<Instant> timeFrom, Optional<Instant> timeTo) {
        this.key = key;
        this.timeFrom = timeFrom;
        this.timeTo = timeTo;
    }

    /** The windows of a key that start between the two times, both included. */
    public static <K, V> WindowKeyQuery<K, V> withKeyAndWindowStartRange(K key, Instant timeFrom, Instant timeTo) {
        return new WindowKeyQuery<>(key, Optional.of(timeFrom), Optional.of(timeTo));
    }

    /** The key. */
    public K getKey() {
        return key;
    }

    /** When windows start at the earliest. */
    public Optional<Instant> getTimeFrom() {
        return timeFrom;
    }

    /** When windows start at the latest. */
    public Optional<Instant> getTimeTo() {
        return timeTo;
    }

    @Override
    public String toString() {
        return "WindowKeyQuery{key=" + key + ", timeFrom=" + timeFrom + ", timeTo=" + timeTo + "}";
    }
}
