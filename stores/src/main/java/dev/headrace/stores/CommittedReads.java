package dev.headrace.stores;

import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.state.BytesStore;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.ReadOnlyKeyValueStore;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What is committed and was exposed last, for any thread. Each read, and each iterator for as long as it is open, sees
 * one commit as a whole.
 */
class CommittedReads<K, V> implements ReadOnlyKeyValueStore<K, V> {

    private final String name;
    private final Keys<K> keys;
    private final Values<V> values;
    private volatile @Nullable SharedSnapshot exposed;

    CommittedReads(String name, Keys<K> keys, Values<V> values, BytesStore committed) {
        this.name = name;
        this.keys = keys;
        this.values = values;
        this.exposed = new SharedSnapshot(committed.snapshot());
    }

    /** Shows what {@code committed} holds now. Called by the owner. */
    void expose(BytesStore committed) {
        SharedSnapshot previous = exposed;
        exposed = new SharedSnapshot(committed.snapshot());
        if (previous != null) {
            previous.release();
        }
    }

    /** Ends all reads. Called by the owner, before the bytes are closed. */
    void close() {
        SharedSnapshot last = exposed;
        exposed = null;
        if (last != null) {
            last.release();
        }
    }

    /** Fails if the store was closed. */
    void requireOpen() {
        if (exposed == null) {
            throw new InvalidStateStoreException("Cannot read store '" + name + "': it was closed on this instance."
                    + " Ask for it again: its task may have moved.");
        }
    }

    private SharedSnapshot hold() {
        SharedSnapshot current = exposed;
        while (current != null && !current.hold()) {
            current = exposed;
        }
        if (current == null) {
            requireOpen();
            return hold();
        }
        return current;
    }

    @Override
    public @Nullable V get(K key) {
        byte[] keyBytes = keys.bytes(key);
        SharedSnapshot snapshot = hold();
        try {
            byte[] stored = snapshot.bytes().get(keyBytes);
            return stored == null ? null : values.decode(stored);
        } finally {
            snapshot.release();
        }
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return iterator(bytes(from), bytes(to), null, true);
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return iterator(bytes(from), bytes(to), null, false);
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return iterator(null, null, null, true);
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return iterator(null, null, null, false);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        Objects.requireNonNull(prefix, "prefix cannot be null");
        Bytes from = Bytes.wrap(prefixKeySerializer.serialize(null, prefix));
        Bytes after = KeyRange.afterPrefix(from);
        return iterator(from, after, after, true);
    }

    @Override
    public long approximateNumEntries() {
        SharedSnapshot snapshot = hold();
        try {
            return snapshot.bytes().approximateEntries();
        } finally {
            snapshot.release();
        }
    }

    private @Nullable Bytes bytes(@Nullable K key) {
        return key == null ? null : Bytes.wrap(keys.bytes(key));
    }

    private KeyValueIterator<K, V> iterator(
            @Nullable Bytes from, @Nullable Bytes to, @Nullable Bytes excluded, boolean forward) {
        if (from != null && to != null && from.compareTo(to) > 0) {
            KeyRange.warnOfNothingBetween(name);
            requireOpen();
            return new CommittedIterator<>(this, keys, values, NoEntries.INSTANCE, excluded, () -> {});
        }
        SharedSnapshot snapshot = hold();
        try {
            return new CommittedIterator<>(
                    this, keys, values, snapshot.bytes().range(from, to, forward), excluded, snapshot::release);
        } catch (RuntimeException e) {
            snapshot.release();
            throw e;
        }
    }
}
