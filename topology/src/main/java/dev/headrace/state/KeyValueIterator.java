package dev.headrace.state;

import dev.headrace.common.KeyValue;
import java.io.Closeable;
import java.util.Iterator;

/** Iterates over entries of a store; holds resources of the store until it is closed. */
public interface KeyValueIterator<K, V> extends Iterator<KeyValue<K, V>>, Closeable {

    @Override
    void close();

    /**
     * The key of the entry that {@link #next} will return.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    K peekNextKey();
}
