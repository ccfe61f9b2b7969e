package dev.headrace.state;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session store whose aggregates are converted as they are read. The conversion takes null for null. */
record ConvertedSessionStore<K, A, B>(ReadOnlySessionStore<K, A> store, Function<@Nullable A, @Nullable B> convert)
        implements ReadOnlySessionStore<K, B> {

    @Override
    public KeyValueIterator<Windowed<K>, B> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return new ConvertedIterator<>(
                store.findSessions(key, earliestSessionEndTime, latestSessionStartTime), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return new ConvertedIterator<>(
                store.backwardFindSessions(key, earliestSessionEndTime, latestSessionStartTime), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return new ConvertedIterator<>(
                store.findSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return new ConvertedIterator<>(
                store.backwardFindSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime), convert);
    }

    @Override
    public @Nullable B fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        return convert.apply(store.fetchSession(key, sessionStartTime, sessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> fetch(K key) {
        return new ConvertedIterator<>(store.fetch(key), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFetch(K key) {
        return new ConvertedIterator<>(store.backwardFetch(key), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return new ConvertedIterator<>(store.fetch(keyFrom, keyTo), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return new ConvertedIterator<>(store.backwardFetch(keyFrom, keyTo), convert);
    }
}
