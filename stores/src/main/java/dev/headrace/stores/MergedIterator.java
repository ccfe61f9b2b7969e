package dev.headrace.stores;

import dev.headrace.common.KeyValue;
import dev.headrace.errors.InvalidStateStoreException;
import dev.headrace.state.KeyValueIterator;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Committed entries with the owner's uncommitted changes laid over them, in the order of the serialized keys.
 *
 * <p>The owner may write while it iterates. Each key that was there when the iterator was made, and was not removed
 * since, is returned once; a key that was added since is not. A value is the newest where the key was changed in this
 * epoch before the iterator was made, else the committed one.
 */
final class MergedIterator<K, V> implements KeyValueIterator<K, V> {

    private final String store;
    private final Keys<K> keys;
    private final Values<V> values;
    private final KeyValueIterator<Bytes, byte[]> committed;
    private final ChangedKeys.Cursor changed;
    private final int direction;
    private final @Nullable Bytes excluded;
    private final Consumer<MergedIterator<K, V>> onClose;
    private boolean closed;

    /** The next key as {@link Slot#mapKey} or as its bytes; with {@link #nextKept} both set or both null. */
    private @Nullable Object nextKey;

    private @Nullable Object nextKept;

    MergedIterator(
            String store,
            Keys<K> keys,
            Values<V> values,
            KeyValueIterator<Bytes, byte[]> committed,
            ChangedKeys.Cursor changed,
            boolean forward,
            @Nullable Bytes excluded,
            Consumer<MergedIterator<K, V>> onClose) {
        this.store = store;
        this.keys = keys;
        this.values = values;
        this.committed = committed;
        this.changed = changed;
        this.direction = forward ? 1 : -1;
        this.excluded = excluded;
        this.onClose = onClose;
    }

    @Override
    public boolean hasNext() {
        requireOpen();
        while (nextKey == null) {
            byte[] changedKey = changed.key();
            Bytes committedKey = committed.hasNext() ? committed.peekNextKey() : null;
            if (changedKey == null && committedKey == null) {
                return false;
            }
            int order = order(changedKey, committedKey);
            if (committedKey != null && order >= 0) {
                byte[] stored = committed.next().value;
                if (order > 0 && !committedKey.equals(excluded)) {
                    upcoming(committedKey, stored);
                }
            }
            if (changedKey != null && order <= 0) {
                Slot slot = changed.slot();
                if (!Bytes.wrap(changedKey).equals(excluded)) {
                    upcoming(slot.mapKey, slot.value());
                }
                changed.advance();
            }
        }
        return true;
    }

    private int order(byte @Nullable [] changedKey, @Nullable Bytes committedKey) {
        if (changedKey == null || committedKey == null) {
            return changedKey == null ? 1 : -1;
        }
        return direction * Arrays.compareUnsigned(changedKey, committedKey.get());
    }

    private void upcoming(Object key, @Nullable Object kept) {
        nextKey = kept == null ? null : key;
        nextKept = kept;
    }

    @Override
    public K peekNextKey() {
        if (!hasNext() || nextKey == null) {
            throw new NoSuchElementException("The range of store '" + store + "' has no further entry");
        }
        return keys.object(nextKey);
    }

    @Override
    public KeyValue<K, V> next() {
        K key = peekNextKey();
        V value = nextKept == null ? null : values.object(nextKept);
        nextKey = null;
        nextKept = null;
        return KeyValue.pair(key, value);
    }

    private void requireOpen() {
        if (closed) {
            throw new InvalidStateStoreException("Cannot read from an iterator over store '" + store
                    + "': it was closed, or the store was closed or rolled back since it was made");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            committed.close();
            onClose.accept(this);
        }
    }
}
