package dev.headrace.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a store of aggregates by key and session. Sessions are found by when they end at the earliest and start at the
 * latest, both included, in milliseconds since 1970; null key bounds are no bounds; iterators must be closed.
 *
 * <p>The forms with {@link Instant} throw {@link IllegalArgumentException} for one that cannot be expressed in milliseconds.
 */
public interface ReadOnlySessionStore<K, AGG> {

    /** The sessions of a key that overlap the times, earliest first. */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        throw Unsupported.refusal("find sessions", this);
    }

    /** As {@link #findSessions(Object, long, long)}. */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return findSessions(
                key,
                EpochMillis.of(earliestSessionEndTime, "earliestSessionEndTime"),
                EpochMillis.of(latestSessionStartTime, "latestSessionStartTime"));
    }

    /** The sessions of a key that overlap the times, latest first. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        throw Unsupported.backwards(this);
    }

    /** As {@link #backwardFindSessions(Object, long, long)}. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return backwardFindSessions(
                key,
                EpochMillis.of(earliestSessionEndTime, "earliestSessionEndTime"),
                EpochMillis.of(latestSessionStartTime, "latestSessionStartTime"));
    }

    /** The sessions of a range of keys that overlap the times, earliest first for each key. */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        throw Unsupported.refusal("find sessions", this);
    }

    /** As {@link #findSessions(Object, Object, long, long)}. */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return findSessions(
                keyFrom,
                keyTo,
                EpochMillis.of(earliestSessionEndTime, "earliestSessionEndTime"),
                EpochMillis.of(latestSessionStartTime, "latestSessionStartTime"));
    }

    /** The sessions of a range of keys that overlap the times, latest first for each key. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        throw Unsupported.backwards(this);
    }

    /** As {@link #backwardFindSessions(Object, Object, long, long)}. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return backwardFindSessions(
                keyFrom,
                keyTo,
                EpochMillis.of(earliestSessionEndTime, "earliestSessionEndTime"),
                EpochMillis.of(latestSessionStartTime, "latestSessionStartTime"));
    }

    /** The aggregate of the session with exactly these bounds; null if there is none. */
    default @Nullable AGG fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        throw Unsupported.refusal("fetch a session", this);
    }

    /** As {@link #fetchSession(Object, long, long)}. */
    default @Nullable AGG fetchSession(K key, Instant sessionStartTime, Instant sessionEndTime) {
        return fetchSession(
                key,
                EpochMillis.of(sessionStartTime, "sessionStartTime"),
                EpochMillis.of(sessionEndTime, "sessionEndTime"));
    }

    /** All sessions of a key, earliest first. */
    KeyValueIterator<Windowed<K>, AGG> fetch(K key);

    /** All sessions of a key, latest first. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFetch(K key) {
        throw Unsupported.backwards(this);
    }

    /** All sessions of a range of keys, earliest first for each key. */
    KeyValueIterator<Windowed<K>, AGG> fetch(@Nullable K keyFrom, @Nullable K keyTo);

    /** All sessions of a range of keys, latest first for each key. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        throw Unsupported.backwards(this);
    }
}
