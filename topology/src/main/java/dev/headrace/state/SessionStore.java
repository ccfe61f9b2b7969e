package dev.headrace.state;

import org.jspecify.annotations.Nullable;

/** A store of aggregates by key and session. */
public interface SessionStore<K, AGG> extends StateStore, ReadOnlySessionStore<K, AGG> {

    /** The sessions of all keys that end between the two times, in milliseconds since 1970, both included. */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        throw Unsupported.refusal("find sessions by end time", this);
    }

    /** Removes a session. */
    void remove(Windowed<K> sessionKey);

    /** Sets the aggregate of a session; null removes it. */
    void put(Windowed<K> sessionKey, @Nullable AGG aggregate);
}
