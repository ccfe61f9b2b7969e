package dev.headrace.state;

import dev.headrace.common.KeyValue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Iterates over the entries of another iterator with their values converted. */
class ConvertedIterator<K, A, B> implements KeyValueIterator<K, B> {

    private final KeyValueIterator<K, A> entries;
    private final Function<@Nullable A, @Nullable B> convert;

    ConvertedIterator(KeyValueIterator<K, A> entries, Function<@Nullable A, @Nullable B> convert) {
        this.entries = entries;
        this.convert = convert;
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public KeyValue<K, B> next() {
        KeyValue<K, A> entry = entries.next();
        return new KeyValue<>(entry.key, convert.apply(entry.value));
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
    static final class OfWindows<A, B> extends ConvertedIterator<Long, A, B> implements WindowStoreIterator<B> {

        OfWindows(WindowStoreIterator<A> entries, Function<@Nullable A, @Nullable B> convert) {
            super(entries, convert);
        }
    }
}
