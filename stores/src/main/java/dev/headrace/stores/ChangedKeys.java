package dev.headrace.stores;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The changed slots in the order of their serialized keys, for ranges. Cursors stay valid while keys are added, and do
 * not see keys that were added after the cursor began.
 */
final class ChangedKeys {

    private final NavigableMap<byte[], Changed> byKey = new TreeMap<>(Arrays::compareUnsigned);
    private long added;

    /** Adds a slot that was changed; one that is there already stays as it is. */
    void add(byte[] key, Slot slot) {
        if (byKey.putIfAbsent(key, new Changed(slot, added + 1)) == null) {
            added++;
        }
    }

    /** A cursor over the keys from {@code from} to {@code to}, both included unless null, or backwards. */
    Cursor cursor(@Nullable Bytes from, @Nullable Bytes to, boolean forward) {
        return new Cursor(
                forward ? byKey : byKey.descendingMap(),
                forward ? bytes(from) : bytes(to),
                forward ? bytes(to) : bytes(from),
                added);
    }

    private static byte @Nullable [] bytes(@Nullable Bytes bound) {
        return bound == null ? null : bound.get();
    }

    private record Changed(Slot slot, long since) {}

    /** A place between the changed keys. */
    static final class Cursor {
        private final NavigableMap<byte[], Changed> byKey;
        private final byte @Nullable [] last;
        private final long until;
        private Map.@Nullable Entry<byte[], Changed> current;

        Cursor(NavigableMap<byte[], Changed> byKey, byte @Nullable [] first, byte @Nullable [] last, long until) {
            this.byKey = byKey;
            this.last = last;
            this.until = until;
            settle(first == null ? byKey.firstEntry() : byKey.ceilingEntry(first));
        }

        byte @Nullable [] key() {
            return current == null ? null : current.getKey();
        }

        /** The slot of {@link #key}; only while there is one. */
        Slot slot() {
            if (current == null) {
                throw new IllegalStateException("Cannot read a changed key: the cursor is at its end");
            }
            return current.getValue().slot();
        }

        void advance() {
            if (current != null) {
                settle(byKey.higherEntry(current.getKey()));
            }
        }

        private void settle(Map.@Nullable Entry<byte[], Changed> candidate) {
            Map.Entry<byte[], Changed> entry = candidate;
            while (entry != null && entry.getValue().since() > until) {
                entry = byKey.higherEntry(entry.getKey());
            }
            current = entry == null || isBeyond(entry.getKey()) ? null : entry;
        }

        @SuppressWarnings("unchecked")
        private boolean isBeyond(byte[] key) {
            return last != null && ((Comparator<byte[]>) byKey.comparator()).compare(key, last) > 0;
        }
    }
}
