package dev.headrace.stores.rocksdb;

import dev.headrace.state.ChangelogEntry;
import java.util.Arrays;
import java.util.List;

/**
 * An order in which entries go into a memtable faster: nearly that of their keys, so that neighbours are inserted one
 * after the other. Entries of the same key keep their order, which is all that the result depends on.
 *
 * <p>An exact order would cost as much as it saves. This one sorts numbers: the bits of the key behind the prefix that
 * all keys share, as many as fit, above the index of the entry.
 */
final class InsertionOrder {

    private InsertionOrder() {}

    /** The indexes of {@code entries} in that order. */
    static int[] of(List<ChangelogEntry> entries) {
        int size = entries.size();
        int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(size);
        long indexMask = (1L << indexBits) - 1;
        int shared = sharedPrefix(entries);
        long[] sortable = new long[size];
        for (int i = 0; i < size; i++) {
            long unsignedBits = bitsFrom(entries.get(i).key(), shared) >>> indexBits << indexBits;
            sortable[i] = (unsignedBits ^ Long.MIN_VALUE) | i;
        }
        Arrays.sort(sortable);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = (int) (sortable[i] & indexMask);
        }
        return order;
    }

    private static int sharedPrefix(List<ChangelogEntry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        byte[] first = entries.get(0).key();
        int shared = first.length;
        for (ChangelogEntry entry : entries) {
            byte[] key = entry.key();
            int differsAt = Arrays.mismatch(first, 0, shared, key, 0, Math.min(shared, key.length));
            shared = differsAt < 0 ? shared : differsAt;
        }
        return shared;
    }

    /** The eight bytes from {@code from}, as many as there are, zeros behind them. */
    private static long bitsFrom(byte[] key, int from) {
        long bits = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            bits = bits << Byte.SIZE | (i < key.length ? key[i] & 0xff : 0);
        }
        return bits;
    }
}
