package dev.headrace.state;

import dev.headrace.common.KeyValue;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Iterates over the entries of several iterators. Each is opened when it is reached and closed when it is exhausted. */
class ConcatenatedIterator<K, V> implements KeyValueIterator<K, V> {

    private final Iterator<? extends KeyValueIterator<K, V>> iterators;
    private @Nullable KeyValueIterator<K, V> current;
    private boolean closed;

    ConcatenatedIterator(Iterator<? extends KeyValueIterator<K, V>> iterators) {
        this.iterators = iterators;
    }

    @Override
    public boolean hasNext() {
        return currentWithEntries() != null;
    }

    @Override
    public KeyValue<K, V> next() {
        return currentOrThrow().next();
    }

    @Override
    public K peekNextKey() {
        return currentOrThrow().peekNextKey();
    }

    @Override
    public void close() {
        closed = true;
        closeCurrent();
    }

    private KeyValueIterator<K, V> currentOrThrow() {
        KeyValueIterator<K, V> entries = currentWithEntries();
        if (entries == null) {
            throw new NoSuchElementException();
        }
        return entries;
    }

    private @Nullable KeyValueIterator<K, V> currentWithEntries() {
        while (!closed && (current == null || !current.hasNext())) {
            closeCurrent();
            if (!iterators.hasNext()) {
                return null;
            }
            current = iterators.next();
        }
        return current;
    }

    private void closeCurrent() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /** The windows of one key. */
    static final class OfWindows<V> extends ConcatenatedIterator<Long, V> implements WindowStoreIterator<V> {

        OfWindows(Iterator<WindowStoreIterator<V>> iterators) {
            super(iterators);
        }
    }
}
