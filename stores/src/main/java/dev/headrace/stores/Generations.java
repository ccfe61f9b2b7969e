package dev.headrace.stores;

import dev.headrace.state.BytesStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a store by key, and which of them changed in the open and in the sealed generation. Changed slots stay
 * until they are applied or forgotten; clean ones as long as there is room.
 */
final class Generations {

    private final Map<Object, Slot> slots = new HashMap<>();
    private final CleanSlots clean = new CleanSlots();
    private final long cleanBytesMax;
    private final Keys<?> keys;
    private final BytesStore committed;

    private Generation open = new Generation();
    private Generation sealed = new Generation();
    private long changedBytes;
    private @Nullable ChangedKeys changedKeys;

    Generations(Keys<?> keys, BytesStore committed, long cleanBytesMax) {
        this.keys = keys;
        this.committed = committed;
        this.cleanBytesMax = cleanBytesMax;
    }

    @Nullable
    Slot find(Object mapKey) {
        return slots.get(mapKey);
    }

    /** Takes up a slot that holds what is committed, if there is room for it. */
    void addClean(Slot slot) {
        slots.put(slot.mapKey, slot);
        slot.resident = true;
        becomeClean(slot);
    }

    /** Takes up a slot for a key of which it is not known whether it was committed. */
    void addUnknown(Slot slot) {
        slots.put(slot.mapKey, slot);
        slot.resident = true;
        open.unknown.add(slot);
        changedBytes += slot.weightBytes();
        joinOpen(slot);
    }

    /** Gives a slot a new value in the open generation. */
    void change(Slot slot, @Nullable Object value) {
        if (!slot.changed()) {
            clean.remove(slot);
            changedBytes += slot.weightBytes();
        }
        if (!slot.inOpenGeneration) {
            joinOpen(slot);
        }
        open.entriesAdded += (value == null ? 0 : 1) - (slot.value() == null ? 0 : 1);
        changedBytes -= slot.weightBytes();
        slot.value(value);
        changedBytes += slot.weightBytes();
        slot.referenced = true;
    }

    private void joinOpen(Slot slot) {
        slot.inOpenGeneration = true;
        open.slots.add(slot);
        if (changedKeys != null) {
            changedKeys.add(keys.bytes(slot), slot);
        }
    }

    /** The slots changed since the last seal, in the order of their first change. */
    List<Slot> openSlots() {
        return open.slots;
    }

    /** Notes how long a changed value turned out to be when it was serialized. */
    void serialized(Slot slot, int valueBytes) {
        changedBytes -= slot.weightBytes();
        slot.serializedBytes(valueBytes);
        changedBytes += slot.weightBytes();
    }

    boolean hasSealed() {
        return !sealed.slots.isEmpty();
    }

    int sealedCount() {
        return sealed.slots.size();
    }

    /** Makes the open generation the sealed one. */
    void seal() {
        Generation emptied = sealed;
        sealed = open;
        open = emptied;
        for (Slot slot : sealed.slots) {
            slot.inOpenGeneration = false;
            slot.inSealedGeneration = true;
        }
    }

    /** The sealed generation is committed: what did not change again is clean. */
    void sealedApplied() {
        for (Slot slot : sealed.slots) {
            slot.inSealedGeneration = false;
            if (!slot.inOpenGeneration) {
                changedBytes -= slot.weightBytes();
                becomeClean(slot);
            }
        }
        sealed.clear();
        changedKeys = null;
    }

    /** Forgets every slot that either generation changed. */
    void forgetChanges() {
        forget(open);
        forget(sealed);
        changedBytes = 0;
        changedKeys = null;
    }

    private void forget(Generation generation) {
        for (Slot slot : generation.slots) {
            drop(slot);
        }
        generation.clear();
    }

    /** Forgets what is known of a key, because its committed value changes; an uncommitted change stays. */
    void forgetClean(Object mapKey) {
        Slot slot = slots.get(mapKey);
        if (slot != null && !slot.changed()) {
            clean.remove(slot);
            drop(slot);
        }
    }

    private void drop(Slot slot) {
        slots.remove(slot.mapKey);
        slot.resident = false;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    /** The changed keys in order; kept up to date from the first call until the next apply or rollback. */
    ChangedKeys changedKeys() {
        ChangedKeys index = changedKeys;
        if (index == null) {
            index = new ChangedKeys();
            index(sealed, index);
            index(open, index);
            changedKeys = index;
        }
        return index;
    }

    private void index(Generation generation, ChangedKeys index) {
        for (Slot slot : generation.slots) {
            index.add(keys.bytes(slot), slot);
        }
    }

    /** How many keys the changes add to what is committed. */
    long entriesAdded() {
        return entriesAdded(open) + entriesAdded(sealed);
    }

    private long entriesAdded(Generation generation) {
        for (Slot slot : generation.unknown) {
            if (committed.get(keys.bytes(slot)) != null) {
                generation.entriesAdded--;
            }
        }
        generation.unknown.clear();
        return generation.entriesAdded;
    }

    long changedBytes() {
        return changedBytes;
    }

    private void becomeClean(Slot slot) {
        clean.add(slot);
        while (clean.weightBytes() > cleanBytesMax) {
            Slot evicted = clean.removeLeastUseful();
            if (evicted == null) {
                return;
            }
            drop(evicted);
        }
    }

    /** The changes between two seals. */
    private static final class Generation {
        private final List<Slot> slots = new ArrayList<>();

        /** Slots of keys that were written without knowing whether they were there. */
        private final List<Slot> unknown = new ArrayList<>();

        private long entriesAdded;

        private void clear() {
            slots.clear();
            unknown.clear();
            entriesAdded = 0;
        }
    }
}
