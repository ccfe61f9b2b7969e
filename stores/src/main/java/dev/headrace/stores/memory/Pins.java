package dev.headrace.stores.memory;

import java.util.Comparator;
import java.util.TreeMap;

/** The batch numbers that open snapshots and iterators still read, each with how many do. Safe for any thread. */
final class Pins {

    private final TreeMap<Long, Integer> readersByBatch = new TreeMap<>(Comparator.reverseOrder());

    synchronized void add(long batch) {
        readersByBatch.merge(batch, 1, Integer::sum);
    }

    synchronized void remove(long batch) {
        readersByBatch.computeIfPresent(batch, (pinned, readers) -> readers == 1 ? null : readers - 1);
    }

    synchronized long[] newestFirst() {
        return readersByBatch.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
