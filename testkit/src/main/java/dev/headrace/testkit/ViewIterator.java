package dev.headrace.testkit;

import dev.headrace.common.KeyValue;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.WindowStoreIterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Iterates over entries with their values converted. */
class ViewIterator<K, A, B> implements KeyValueIterator<K, B> {

    private final KeyValueIterator<K, A> entries;
    private final Function<@Nullable A, @Nullable B> shown;

    ViewIterator(KeyValueIterator<K, A> entries, Function<@Nullable A, @Nullable B> shown) {
        this.entries = entries;
        this.shown = shown;
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public KeyValue<K, B> next() {
        KeyValue<K, A> entry = entries.next();
        return new KeyValue<>(entry.key, shown.apply(entry.value));
    }

    @Override
    public K peekNextKey() {
        return entries.peekNextKey();
    }

    @Override
    public void close() {
        entries.close();
    }

    /** The windows of one key. */
    static final class OfWindows<A, B> extends ViewIterator<Long, A, B> implements WindowStoreIterator<B> {

        OfWindows(WindowStoreIterator<A> entries, Function<@Nullable A, @Nullable B> shown) {
            super(entries, shown);
        }
    }
}
