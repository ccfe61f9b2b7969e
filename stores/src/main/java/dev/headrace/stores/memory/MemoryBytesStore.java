package dev.headrace.stores.memory;

import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.StorePosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on the heap.
 *
 * <p>A hash table finds a key, a skip list orders them; the latter changes only when a key comes or goes.
 *
 * <p>Each key holds a short chain of versions, newest first, numbered by the batch that wrote them. A snapshot is nothing
 * but a pinned batch number: its reader skips newer versions. A write keeps only versions that some pin still reads, and
 * what the pins let go is cut at a later batch, so a store whose snapshots are swapped at every commit holds at most one
 * batch twice. Without pins a write leaves no chain at all.
 */
public final class MemoryBytesStore implements BytesStore {

    private final ConcurrentMap<Key, Cell> cells = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Key, Cell> cellsInOrder = new ConcurrentSkipListMap<>();
    private final Pins pins = new Pins();
    private final Deque<LayeredCells> layered = new ArrayDeque<>();
    private long batch;
    private long liveKeys;
    private volatile StorePosition position = StorePosition.NONE;

    @Override
    public byte @Nullable [] get(byte[] key) {
        Cell cell = cells.get(new Key(key));
        return cell == null ? null : cell.newestValue();
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
        Cell cell = cells.get(new Key(entry.key()));
        if (cell == null) {
            if (value != null) {
                add(new Cell(entry.key(), value, batch));
            }
            return;
        }
        liveKeys += (value == null ? 0 : 1) - (cell.newestValue() == null ? 0 : 1);
        if (value == null && pinned.length == 0) {
            remove(cell);
            return;
        }
        cell.write(value, batch, pinned);
        if (!cell.queued && (value == null || cell.isLayered())) {
            cell.queued = true;
            nowLayered.add(cell);
        }
    }

    private void add(Cell cell) {
        liveKeys++;
        cells.put(cell, cell);
        cellsInOrder.put(cell, cell);
    }

    private void remove(Cell cell) {
        cells.remove(cell, cell);
        cellsInOrder.remove(cell, cell);
    }

    /** Drops the versions, and the keys removed, that no pin reads any more. */
    private void cutBehind(long[] pinned, List<Cell> nowLayered) {
        long oldestPinned = pinned.length == 0 ? batch : pinned[pinned.length - 1];
        LayeredCells head = layered.peek();
        while (head != null && head.batch <= oldestPinned) {
            for (Cell cell : head.cells) {
                cell.queued = cell.newestBatch() > oldestPinned;
                if (cell.queued) {
                    nowLayered.add(cell);
                } else if (cell.newestValue() == null) {
                    remove(cell);
                } else {
                    cell.dropOlder();
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

    private NavigableMap<Key, Cell> view(@Nullable Bytes from, @Nullable Bytes to, boolean forward) {
        NavigableMap<Key, Cell> view = cellsInOrder;
        if (from != null && to != null) {
            view = from.compareTo(to) > 0
                    ? new TreeMap<>()
                    : view.subMap(new Key(from.get()), true, new Key(to.get()), true);
        } else if (from != null) {
            view = view.tailMap(new Key(from.get()), true);
        } else if (to != null) {
            view = view.headMap(new Key(to.get()), true);
        }
        return forward ? view : view.descendingMap();
    }

    /** Cells that batch {@code batch} left with more than one live version. */
    private record LayeredCells(long batch, List<Cell> cells) {}

    private final class PinnedSnapshot implements BytesStore.Snapshot {
        private final long pinned;
        private final long entries;
        private final AtomicBoolean open = new AtomicBoolean(true);

        PinnedSnapshot(long pinned, long entries) {
            this.pinned = pinned;
            this.entries = entries;
            pins.add(pinned);
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            Cell cell = cells.get(new Key(key));
            return cell == null ? null : cell.valueAt(pinned);
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
            if (open.getAndSet(false)) {
                pins.remove(pinned);
            }
        }
    }
}
