package dev.headrace.stores;

import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.StorePosition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An open typed store: objects of hot and of changed keys on the heap, over the committed bytes. Everything here belongs
 * to the thread of the owner.
 *
 * <p>A read or a write of a key whose slot is on the heap is one lookup in a hash map, or none when the same key object
 * was used in the call before. A key is serialized when its bytes are first needed, a value once per commit, unless it is
 * of a mutable type: such a value is serialized at each write and read back at each read.
 */
class KeyValueState<K, V> {

    private final String name;
    private final Keys<K> keys;
    private final Values<V> values;
    private final BytesStore committed;
    private final Generations generations;
    private final Set<MergedIterator<K, V>> openIterators = new LinkedHashSet<>();
    private @Nullable Object lastKey;
    private @Nullable Slot lastSlot;
    private long sealedEntryBytes;

    KeyValueState(String name, Keys<K> keys, Values<V> values, BytesStore committed, long cleanBytesMax) {
        this.name = name;
        this.keys = keys;
        this.values = values;
        this.committed = committed;
        this.generations = new Generations(keys, committed, cleanBytesMax);
    }

    @Nullable
    V get(K key) {
        Objects.requireNonNull(key, "key cannot be null");
        Slot slot = residentSlot(key);
        if (slot == null) {
            return load(key);
        }
        slot.referenced = true;
        Object kept = slot.value();
        return kept == null ? null : values.object(kept);
    }

    void put(K key, @Nullable V value) {
        Objects.requireNonNull(key, "key cannot be null");
        Object kept = value == null ? null : values.keep(value);
        Slot slot = residentSlot(key);
        if (slot == null) {
            slot = keys.slot(key, keys.mapKey(key));
            generations.addUnknown(slot);
            remember(key, slot);
        }
        generations.change(slot, kept);
    }

    @Nullable
    V putIfAbsent(K key, @Nullable V value) {
        V current = get(key);
        if (current == null) {
            put(key, value);
        }
        return current;
    }

    @Nullable
    V delete(K key) {
        V current = get(key);
        put(key, null);
        return current;
    }

    private @Nullable Slot residentSlot(K key) {
        Slot last = lastSlot;
        if (key == lastKey && last != null && last.resident) {
            return last;
        }
        Slot slot = generations.find(keys.mapKey(key));
        if (slot != null) {
            remember(key, slot);
        }
        return slot;
    }

    /** Only a key that can't change is known again by its identity. */
    private void remember(K key, Slot slot) {
        lastKey = slot.keptAsObject() ? key : null;
        lastSlot = slot;
    }

    private @Nullable V load(K key) {
        Slot slot = keys.slot(key, keys.mapKey(key));
        byte[] stored = committed.get(keys.bytes(slot));
        V value = null;
        if (stored != null) {
            value = values.decode(stored);
            slot.value(values.keep(value, stored));
            slot.serializedBytes(stored.length);
        }
        generations.addClean(slot);
        remember(key, slot);
        return value;
    }

    KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to, boolean forward) {
        return range(from == null ? null : bytes(from), to == null ? null : bytes(to), null, forward);
    }

    <P> KeyValueIterator<K, V> prefixScan(P prefix, Serializer<P> serializer) {
        Objects.requireNonNull(prefix, "prefix cannot be null");
        Objects.requireNonNull(serializer, "prefixKeySerializer cannot be null");
        Bytes from = Bytes.wrap(serializer.serialize(null, prefix));
        Bytes after = KeyRange.afterPrefix(from);
        return range(from, after, after, true);
    }

    private KeyValueIterator<K, V> range(
            @Nullable Bytes from, @Nullable Bytes to, @Nullable Bytes excluded, boolean forward) {
        boolean nothingBetween = from != null && to != null && from.compareTo(to) > 0;
        if (nothingBetween) {
            KeyRange.warnOfNothingBetween(name);
        }
        MergedIterator<K, V> iterator = new MergedIterator<>(
                name,
                keys,
                values,
                nothingBetween ? NoEntries.INSTANCE : committed.range(from, to, forward),
                generations.changedKeys().cursor(from, to, forward),
                forward,
                excluded,
                openIterators::remove);
        openIterators.add(iterator);
        return iterator;
    }

    private Bytes bytes(K key) {
        return Bytes.wrap(keys.bytes(key));
    }

    long approximateEntries() {
        return Math.max(0, committed.approximateEntries() + generations.entriesAdded());
    }

    List<ChangelogEntry> seal(long timestampMs) {
        if (generations.hasSealed()) {
            throw new IllegalStateException("Cannot seal the changes of store '" + name + "': "
                    + generations.sealedCount() + " changes sealed before were neither applied nor rolled back");
        }
        List<Slot> changed = generations.openSlots();
        List<ChangelogEntry> entries = new ArrayList<>(changed.size());
        long entryBytes = 0;
        for (Slot slot : changed) {
            byte[] key = keys.bytes(slot);
            ChangelogEntry entry = values.entry(key, slot.value(), timestampMs);
            byte[] value = entry.value();
            int valueBytes = value == null ? 0 : value.length;
            generations.serialized(slot, valueBytes);
            entryBytes += key.length + valueBytes;
            entries.add(entry);
        }
        generations.seal();
        sealedEntryBytes = entryBytes;
        return entries;
    }

    void apply(List<ChangelogEntry> entries, StorePosition position) {
        boolean live = generations.hasSealed();
        if (live && entries.size() != generations.sealedCount()) {
            throw new IllegalStateException("Cannot apply " + entries.size() + " entries to store '" + name + "': "
                    + generations.sealedCount() + " are sealed, and exactly those have to be applied next");
        }
        committed.apply(values.stored(entries), position);
        if (live) {
            generations.sealedApplied();
            sealedEntryBytes = 0;
        } else {
            restored(entries);
        }
    }

    /** Takes note that these entries, which are not the owner's, were applied. */
    void restored(List<ChangelogEntry> entries) {
        if (!generations.isEmpty()) {
            for (ChangelogEntry entry : entries) {
                generations.forgetClean(keys.mapKeyOf(entry.key()));
            }
        }
    }

    void rollback() {
        generations.forgetChanges();
        sealedEntryBytes = 0;
        closeIterators();
    }

    StorePosition position() {
        return committed.position();
    }

    void flush() {
        committed.flush();
    }

    long uncommittedBytes() {
        return generations.changedBytes() + sealedEntryBytes;
    }

    private void closeIterators() {
        List.copyOf(openIterators).forEach(MergedIterator::close);
    }

    void close() {
        closeIterators();
        committed.close();
    }

    /** The committed bytes, for snapshots. */
    BytesStore committed() {
        return committed;
    }
}
