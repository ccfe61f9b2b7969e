package dev.headrace.testkit;

import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.SessionStore;
import dev.headrace.state.Windowed;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session store with other aggregates. */
final class SessionView<K, A, B> extends StoreView<SessionStore<K, A>, A, B> implements SessionStore<K, B> {

    SessionView(
            SessionStore<K, A> store,
            Function<@Nullable A, @Nullable B> shown,
            Function<@Nullable B, @Nullable A> kept) {
        super(store, shown, kept);
    }

    @Override
    public void remove(Windowed<K> sessionKey) {
        store.remove(sessionKey);
    }

    @Override
    public void put(Windowed<K> sessionKey, @Nullable B aggregate) {
        store.put(sessionKey, kept.apply(aggregate));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        return view(store.findSessions(earliestSessionEndTime, latestSessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return view(store.findSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return view(store.backwardFindSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return view(store.findSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return view(store.backwardFindSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public @Nullable B fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        return shown.apply(store.fetchSession(key, sessionStartTime, sessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> fetch(K key) {
        return view(store.fetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFetch(K key) {
        return view(store.backwardFetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return view(store.fetch(keyFrom, keyTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return view(store.backwardFetch(keyFrom, keyTo));
    }

    private KeyValueIterator<Windowed<K>, B> view(KeyValueIterator<Windowed<K>, A> sessions) {
        return new ViewIterator<>(sessions, shown);
    }
}
