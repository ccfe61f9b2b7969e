package dev.headrace.stores;

import dev.headrace.common.KeyValue;
import dev.headrace.state.KeyValueIterator;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;

/** A range without entries. */
enum NoEntries implements KeyValueIterator<Bytes, byte[]> {
    INSTANCE;

    @Override
    public boolean hasNext() {
        return false;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        throw new NoSuchElementException("The range is empty");
    }

    @Override
    public Bytes peekNextKey() {
        throw new NoSuchElementException("The range is empty");
    }

    @Override
    public void close() {}
}
