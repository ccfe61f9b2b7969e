package dev.headrace.testkit.simulation;

import dev.headrace.state.BytesStore;
import dev.headrace.state.ChangelogEntry;
import dev.headrace.state.KeyValueIterator;
import dev.headrace.state.StorePosition;
import dev.headrace.stores.memory.MemoryBytesStore;
import dev.headrace.testkit.simulation.DiskProbe.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** One store on a simulated disk: what is flushed, and the batches since. */
final class StoreOnDisk {

    /** More batches than this are flushed without being asked to, as a full memtable is. */
    private static final int UNFLUSHED_BATCHES_MAX = 128;

    private final String name;
    private final NavigableMap<byte[], ChangelogEntry> flushed = new TreeMap<>(Arrays::compareUnsigned);
    private final List<Batch> unflushed = new ArrayList<>();
    private StorePosition flushedPosition = StorePosition.NONE;
    private @Nullable Opened opened;

    StoreOnDisk(String name) {
        this.name = name;
    }

    private record Batch(List<ChangelogEntry> entries, StorePosition position) {}

    boolean isOpen() {
        return opened != null;
    }

    BytesStore open(SimulatedDisk disk) {
        MemoryBytesStore bytes = new MemoryBytesStore();
        bytes.apply(List.copyOf(flushed.values()), flushedPosition);
        unflushed.forEach(batch -> bytes.apply(batch.entries, batch.position));
        Opened handle = new Opened(disk, bytes);
        opened = handle;
        return handle;
    }

    void crash(RandomGenerator random) {
        if (isOpen()) {
            flush(random.nextInt(unflushed.size() + 1));
            unflushed.clear();
            abandon();
        }
    }

    /** What the process that has the store open does to it has no effect from now on. */
    void abandon() {
        opened = null;
    }

    private void flush(int batches) {
        List<Batch> oldest = unflushed.subList(0, batches);
        for (Batch batch : oldest) {
            for (ChangelogEntry entry : batch.entries) {
                if (entry.value() == null) {
                    flushed.remove(entry.key());
                } else {
                    flushed.put(entry.key(), entry);
                }
            }
            flushedPosition = batch.position;
        }
        oldest.clear();
    }

    /** The store as the process sees it that has it open. */
    private final class Opened implements BytesStore {

        private final SimulatedDisk disk;
        private final MemoryBytesStore bytes;

        private Opened(SimulatedDisk disk, MemoryBytesStore bytes) {
            this.disk = disk;
            this.bytes = bytes;
        }

        private boolean isAbandoned() {
            return opened != this;
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            return bytes.get(key);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to, boolean forward) {
            return bytes.range(from, to, forward);
        }

        @Override
        public void apply(List<ChangelogEntry> entries, StorePosition position) {
            if (isAbandoned()) {
                return;
            }
            disk.probe().before(Write.APPLY, name);
            bytes.apply(entries, position);
            unflushed.add(new Batch(List.copyOf(entries), position));
            if (unflushed.size() > UNFLUSHED_BATCHES_MAX) {
                StoreOnDisk.this.flush(unflushed.size());
            }
            disk.probe().after(Write.APPLY, name);
        }

        @Override
        public StorePosition position() {
            return bytes.position();
        }

        @Override
        public Snapshot snapshot() {
            return bytes.snapshot();
        }

        @Override
        public long approximateEntries() {
            return bytes.approximateEntries();
        }

        @Override
        public void flush() {
            if (isAbandoned()) {
                return;
            }
            disk.probe().before(Write.FLUSH, name);
            StoreOnDisk.this.flush(unflushed.size());
            disk.probe().after(Write.FLUSH, name);
        }

        @Override
        public void close() {
            if (!isAbandoned()) {
                flush();
                opened = null;
            }
        }
    }
}
