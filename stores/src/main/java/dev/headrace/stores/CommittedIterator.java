package dev.headrace.stores;

import dev.headrace.common.KeyValue;
import dev.headrace.state.KeyValueIterator;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Committed entries as objects. Holds the snapshot that it reads until it is closed. For one thread at a time. */
final class CommittedIterator<K, V> implements KeyValueIterator<K, V> {

    private final CommittedReads<K, V> reads;
    private final Keys<K> keys;
    private final Values<V> values;
    private final KeyValueIterator<Bytes, byte[]> entries;
    private final @Nullable Bytes excluded;
    private final Runnable releaseSnapshot;
    private boolean closed;

    CommittedIterator(
            CommittedReads<K, V> reads,
            Keys<K> keys,
            Values<V> values,
            KeyValueIterator<Bytes, byte[]> entries,
            @Nullable Bytes excluded,
            Runnable releaseSnapshot) {
        this.reads = reads;
        this.keys = keys;
        this.values = values;
        this.entries = entries;
        this.excluded = excluded;
        this.releaseSnapshot = releaseSnapshot;
    }

    @Override
    public boolean hasNext() {
        reads.requireOpen();
        return !closed && entries.hasNext() && !entries.peekNextKey().equals(excluded);
    }

    @Override
    public K peekNextKey() {
        if (!hasNext()) {
            throw new NoSuchElementException("The range has no further entry");
        }
        return keys.object(entries.peekNextKey());
    }

    @Override
    public KeyValue<K, V> next() {
        K key = peekNextKey();
        byte[] stored = entries.next().value;
        return KeyValue.pair(key, stored == null ? null : values.decode(stored));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            entries.close();
            releaseSnapshot.run();
        }
    }
}
