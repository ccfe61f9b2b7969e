package dev.headrace.testkit;

import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.WindowStore;
import dev.headrace.state.WindowStoreIterator;
import dev.headrace.state.Windowed;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A window store with other values. */
final class WindowView<K, A, B> extends StoreView<WindowStore<K, A>, A, B> implements WindowStore<K, B> {

    WindowView(
            WindowStore<K, A> store,
            Function<@Nullable A, @Nullable B> shown,
            Function<@Nullable B, @Nullable A> kept) {
        super(store, shown, kept);
    }

    @Override
    public void put(K key, @Nullable B value, long windowStartTimestamp) {
        store.put(key, kept.apply(value), windowStartTimestamp);
    }

    @Override
    public @Nullable B fetch(K key, long time) {
        return shown.apply(store.fetch(key, time));
    }

    @Override
    public WindowStoreIterator<B> fetch(K key, long timeFrom, long timeTo) {
        return new ViewIterator.OfWindows<>(store.fetch(key, timeFrom, timeTo), shown);
    }

    @Override
    public WindowStoreIterator<B> backwardFetch(K key, long timeFrom, long timeTo) {
        return new ViewIterator.OfWindows<>(store.backwardFetch(key, timeFrom, timeTo), shown);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> fetch(@Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return new ViewIterator<>(store.fetch(keyFrom, keyTo, timeFrom, timeTo), shown);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return new ViewIterator<>(store.backwardFetch(keyFrom, keyTo, timeFrom, timeTo), shown);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> fetchAll(long timeFrom, long timeTo) {
        return new ViewIterator<>(store.fetchAll(timeFrom, timeTo), shown);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardFetchAll(long timeFrom, long timeTo) {
        return new ViewIterator<>(store.backwardFetchAll(timeFrom, timeTo), shown);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> all() {
        return new ViewIterator<>(store.all(), shown);
    }

    @Override
    public KeyValueIterator<Windowed<K>, B> backwardAll() {
        return new ViewIterator<>(store.backwardAll(), shown);
    }
}
