package dev.headrace.state;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A window store whose values are converted as they are read. The conversion takes null for null. */
record ConvertedWindowStore<K, A, B>(ReadOnlyWindowStore<K, A> store, Function<@Nullable A, @Nullable B> convert)
        implements ReadOnlyWindowStore<K, B> {

    @Override
    public @Nullable B fetch(K key, long time) {
        return convert.apply(store.fetch(key, time));
    }

    @Override
    public WindowStoreIterator<B> fetch(K key, Instant timeFrom, Instant timeTo) {
        return new ConvertedIterator.OfWindows<>(store.fetch(key, timeFrom, timeTo), convert);
    }

    @Override
    public WindowStoreIterator<B> backwardFetch(K key, Instant timeFrom, Instant timeTo) {
        return new ConvertedIterator.OfWindows<>(store.backwardFetch(key, timeFrom, timeTo), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return new ConvertedIterator<>(store.fetch(keyFrom, keyTo, timeFrom, timeTo), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return new ConvertedIterator<>(store.backwardFetch(keyFrom, keyTo, timeFrom, timeTo), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> all() {
        return new ConvertedIterator<>(store.all(), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardAll() {
        return new ConvertedIterator<>(store.backwardAll(), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> fetchAll(Instant timeFrom, Instant timeTo) {
        return new ConvertedIterator<>(store.fetchAll(timeFrom, timeTo), convert);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFetchAll(Instant timeFrom, Instant timeTo) {
        return new ConvertedIterator<>(store.backwardFetchAll(timeFrom, timeTo), convert);
    }
}
