package dev.headrace.state;

import java.io.Closeable;

/** Iterates over the windows of one key: the keys of the entries are the windows' starts, in milliseconds since 1970. */
public interface WindowStoreIterator<V> extends KeyValueIterator<Long, V>, Closeable {

    @Override
    void close();
}
