package dev.headrace.state;

import java.io.Closeable;
import java.util.Iterator;

/** Iterates over versions of a key; holds resources of the store until it is closed. */
public interface VersionedRecordIterator<V> extends Iterator<VersionedRecord<V>>, Closeable {

    @Override
    void close();
}
