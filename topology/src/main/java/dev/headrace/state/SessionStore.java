package dev.headrace.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A store of aggregates by key and session. */
public interface SessionStore<K, AGG> extends StateStore, ReadOnlySessionStore<K, AGG> {

    /** The sessions of all keys that end between the two times, in milliseconds since 1970, both included. */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        throw Unsupported.refusal("find sessions by end time", this);
    }

    @Override
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return findSessions(
                key,
                EpochMillis.of(earliestSessionEndTime, "earliestSessionEndTime"),
                EpochMillis.of(latestSessionStartTime, "latestSessionStartTime"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return backwardFindSessions(
                key,
                EpochMillis.of(earliestSessionEndTime, "earliestSessionEndTime"),
                EpochMillis.of(latestSessionStartTime, "latestSessionStartTime"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return findSessions(
                keyFrom,
                keyTo,
                EpochMillis.of(earliestSessionEndTime, "earliestSessionEndTime"),
                EpochMillis.of(latestSessionStartTime, "latestSessionStartTime"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return backwardFindSessions(
                keyFrom,
                keyTo,
                EpochMillis.of(earliestSessionEndTime, "earliestSessionEndTime"),
                EpochMillis.of(latestSessionStartTime, "latestSessionStartTime"));
    }

    @Override
    default @Nullable AGG fetchSession(K key, Instant sessionStartTime, Instant sessionEndTime) {
        return fetchSession(
                key,
                EpochMillis.of(sessionStartTime, "sessionStartTime"),
                EpochMillis.of(sessionEndTime, "sessionEndTime"));
    }

    /** Removes a session. */
    void remove(Windowed<K> sessionKey);

    /** Sets the aggregate of a session; null removes it. */
    void put(Windowed<K> sessionKey, @Nullable AGG aggregate);
}
