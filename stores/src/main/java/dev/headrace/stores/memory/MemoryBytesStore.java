package dev.headrace.stores.memory;

import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.StorePosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on the heap.
 *
 * <p>Each key holds a short chain of versions, newest first, numbered by the batch that wrote them. A snapshot is nothing
 * but a pinned batch number: its reader skips newer versions. A write keeps only versions that some pin still reads, and
 * what the pins let go is cut at a later batch, so a store whose snapshots are swapped at every commit holds at most one
 * batch twice. Without pins a write leaves no chain at all.
 */
public final class MemoryBytesStore implements BytesStore {

    private final ConcurrentNavigableMap<byte[], Cell> cells = new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
    private final Pins pins = new Pins();
    private final Deque<LayeredCells> layered = new ArrayDeque<>();
    private long batch;
    private long liveKeys;
    private volatile StorePosition position = StorePosition.NONE;

    @Override
    public byte @Nullable [] get(byte[] key) {
        Cell cell = cells.get(key);
        return cell == null ? null : cell.newest.value;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean forward) {
        return new VersionIterator(view(from, to, forward), batch, pins);
    }

    @Override
    public void apply(List<ChangelogEntry> entries, StorePosition position) {
        batch++;
        long[] pinned = pins.newestFirst();
        List<Cell> nowLayered = new ArrayList<>();
        cutBehind(pinned, nowLayered);
        for (ChangelogEntry entry : entries) {
            write(entry, pinned, nowLayered);
        }
        if (!nowLayered.isEmpty()) {
            layered.add(new LayeredCells(batch, nowLayered));
        }
        this.position = position;
    }

    private void write(ChangelogEntry entry, long[] pinned, List<Cell> nowLayered) {
        byte[] value = entry.value();
        Cell cell = cells.get(entry.key());
        if (cell == null) {
            if (value != null) {
                liveKeys++;
                cells.put(entry.key(), new Cell(entry.key(), new Version(value, batch, null)));
            }
            return;
        }
        liveKeys += (value == null ? 0 : 1) - (cell.newest.value == null ? 0 : 1);
        if (value == null && pinned.length == 0) {
            cells.remove(cell.key);
            return;
        }
        cell.newest = new Version(value, batch, cell.neededBy(pinned));
        if (!cell.queued && (value == null || cell.newest.older != null)) {
            cell.queued = true;
            nowLayered.add(cell);
        }
    }

    /** Drops the versions, and the keys removed, that no pin reads any more. */
    private void cutBehind(long[] pinned, List<Cell> nowLayered) {
        long oldestPinned = pinned.length == 0 ? batch : pinned[pinned.length - 1];
        LayeredCells head = layered.peek();
        while (head != null && head.batch <= oldestPinned) {
            for (Cell cell : head.cells) {
                cell.newest.older = cell.newest.batch <= oldestPinned ? null : cell.newest.older;
                cell.queued = cell.newest.batch > oldestPinned;
                if (cell.queued) {
                    nowLayered.add(cell);
                } else if (cell.newest.value == null) {
                    cells.remove(cell.key, cell);
                }
            }
            layered.remove();
            head = layered.peek();
        }
    }

    @Override
    public StorePosition position() {
        return position;
    }

    @Override
    public BytesStore.Snapshot snapshot() {
        return new PinnedSnapshot(batch, liveKeys);
    }

    @Override
    public long approximateEntries() {
        return liveKeys;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private ConcurrentNavigableMap<byte[], Cell> view(@Nullable Bytes from, @Nullable Bytes to, boolean forward) {
        ConcurrentNavigableMap<byte[], Cell> view = cells;
        if (from != null && to != null) {
            view = from.compareTo(to) > 0
                    ? new ConcurrentSkipListMap<>(cells.comparator())
                    : view.subMap(from.get(), true, to.get(), true);
        } else if (from != null) {
            view = view.tailMap(from.get(), true);
        } else if (to != null) {
            view = view.headMap(to.get(), true);
        }
        return forward ? view : view.descendingMap();
    }

    /** The versions of one key. */
    static final class Cell {
        final byte[] key;
        volatile Version newest;
        private boolean queued;

        Cell(byte[] key, Version newest) {
            this.key = key;
            this.newest = newest;
        }

        byte @Nullable [] at(long batch) {
            Version version = newest.at(batch);
            return version == null ? null : version.value;
        }

        /** The chain, newest first, of the versions that these pins read. */
        @Nullable
        Version neededBy(long[] pinnedNewestFirst) {
            Version chain = null;
            Version last = null;
            for (long pinned : pinnedNewestFirst) {
                Version version = newest.at(pinned);
                if (version == null) {
                    break;
                }
                if (last == null) {
                    chain = version;
                } else if (last != version) {
                    last.older = version;
                }
                last = version;
            }
            if (last != null) {
                last.older = null;
            }
            return chain;
        }
    }

    /** A value, or null where the key was removed, as of one batch. */
    static final class Version {
        final byte @Nullable [] value;
        final long batch;
        volatile @Nullable Version older;

        Version(byte @Nullable [] value, long batch, @Nullable Version older) {
            this.value = value;
            this.batch = batch;
            this.older = older;
        }

        @Nullable
        Version at(long batch) {
            Version version = this;
            while (version != null && version.batch > batch) {
                version = version.older;
            }
            return version;
        }
    }

    /** Cells that batch {@code batch} left with more than one live version. */
    private record LayeredCells(long batch, List<Cell> cells) {}

    private final class PinnedSnapshot implements BytesStore.Snapshot {
        private final long pinned;
        private final long entries;

        PinnedSnapshot(long pinned, long entries) {
            this.pinned = pinned;
            this.entries = entries;
            pins.add(pinned);
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            Cell cell = cells.get(key);
            return cell == null ? null : cell.at(pinned);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean forward) {
            return new VersionIterator(view(from, to, forward), pinned, pins);
        }

        @Override
        public long approximateEntries() {
            return entries;
        }

        @Override
        public void close() {
            pins.remove(pinned);
        }
    }
}
