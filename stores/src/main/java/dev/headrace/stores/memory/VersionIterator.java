package dev.headrace.stores.memory;

import dev.headrace.common.KeyValue;
import dev.headrace.state.KeyValueIterator;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Walks the keys in order and returns what each held at one batch. */
final class VersionIterator implements KeyValueIterator<Bytes, byte[]> {

    private final Iterator<Cell> cells;
    private final long batch;
    private final Pins pins;
    private @Nullable Bytes nextKey;
    private byte @Nullable [] nextValue;
    private boolean closed;

    VersionIterator(NavigableMap<Key, Cell> view, long batch, Pins pins) {
        this.cells = view.values().iterator();
        this.batch = batch;
        this.pins = pins;
        pins.add(batch);
    }

    @Override
    public boolean hasNext() {
        while (nextKey == null && !closed && cells.hasNext()) {
            Cell cell = cells.next();
            byte[] value = cell.valueAt(batch);
            if (value != null) {
                nextKey = Bytes.wrap(cell.bytes());
                nextValue = value;
            }
        }
        return nextKey != null;
    }

    @Override
    public Bytes peekNextKey() {
        if (!hasNext() || nextKey == null) {
            throw new NoSuchElementException("The range has no further entry");
        }
        return nextKey;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        Bytes key = peekNextKey();
        nextKey = null;
        return KeyValue.pair(key, nextValue);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            nextKey = null;
            pins.remove(batch);
        }
    }
}
